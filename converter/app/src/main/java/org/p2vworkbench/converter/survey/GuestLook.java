package org.p2vworkbench.converter.survey;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.p2vworkbench.converter.fixup.TrialRepair;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.fixups.repair.Repair;
import org.p2vworkbench.fixups.repair.RepairOptions;
import org.p2vworkbench.reports.inventory.Inventory;

/** Looks into the guest on a machine's disks, in layers that are thrown away, and adds what it is to the inventory. */
public final class GuestLook {

    private final MachineSource source;
    private final Clock clock;
    private final Consumer<String> story;

    /**
     * @param source with the volumes of its controller's sets for disks
     * @param story is told what takes time
     */
    public GuestLook(MachineSource source, Clock clock, Consumer<String> story) {
        this.source = source;
        this.clock = clock;
        this.story = story;
    }

    /** A guest that cannot be looked into is said to be so. */
    public Inventory into(Inventory known) {
        List<DiskImage> open = new ArrayList<>();
        try {
            for (SourceDisk disk : source.disks()) {
                open.add(disk.open());
            }
            Repair repair = new TrialRepair(source.name(), RepairOptions.USUAL, story).plan(open);
            return new SeenGuest(
                            repair,
                            source.disks().stream().map(SourceDisk::name).toList(),
                            clock)
                    .into(known);
        } catch (IOException unreadable) {
            return unseen(known, String.valueOf(unreadable.getMessage()));
        } finally {
            DiskLook.close(open);
        }
    }

    /** The time of a look. */
    static String now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static Inventory unseen(Inventory known, String why) {
        return known.missing(List.of(new Inventory.Missed(
                "the system on the disks",
                why,
                "Run 'p2v fixup --dry-run' on the copy, or take an inventory on the running machine.")));
    }
}
