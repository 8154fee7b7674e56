package org.p2vworkbench.converter.survey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.SourceReadException;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.InventoryJson;

/** The inventory of a machine, put together of whatever tells of it. */
public final class MachineSurvey {

    /** No inventory of ours is nearly as long; a file beyond it is somebody else's. */
    private static final long MOST_BYTES = 16L << 20;

    private final MachineSource source;
    private final Clock clock;

    public MachineSurvey(MachineSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * Of a machine with an agent: what it told, and what lies on the disks that it offers.
     *
     * @param told its survey, which may be anything
     */
    public Inventory withAgent(String told) throws IOException {
        return looked(offered(agents(source.name(), told)), RaidDetective.cautious());
    }

    /** The same while the disks are being copied: sets by their metadata alone, which takes few reads. */
    public Inventory besideACopy(String told) throws IOException {
        return looked(offered(agents(source.name(), told)), RaidDetective.byMetadata());
    }

    /** What an agent told, before anybody looked at a disk. */
    public static Inventory agents(String machine, String told) throws SourceReadException {
        try {
            return InventoryJson.read(told).named(machine);
        } catch (IOException nonsense) {
            throw new SourceReadException(
                    machine,
                    "its agent answered with " + nonsense.getMessage(),
                    "Start the agent of this version on it; see the agent's log.",
                    nonsense);
        }
    }

    /** Of a machine that is a description and images, or images alone. */
    public Inventory ofImages(String program) {
        return looked(new Described(source, now()).inventory(program), RaidDetective.byMetadata());
    }

    private Inventory looked(Inventory known, RaidDetective detective) {
        return new DiskLook(source, detective, now()).into(known);
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Only what is offered will be copied. An agent that was told to offer image files is on another machine than they are of. */
    private Inventory offered(Inventory told) {
        Set<String> paths =
                source.hardware().disks().stream().map(DiskDrive::image).collect(Collectors.toSet());
        List<DiskFacts> kept = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (DiskFacts disk : told.hardware().disks()) {
            if (disk.removable() || paths.contains(disk.path())) {
                kept.add(disk);
            } else {
                left.add(disk.name());
            }
        }
        if (kept.stream().noneMatch(disk -> paths.contains(disk.path()))) {
            return told.with(told.hardware().ofRehearsal())
                    .with(Optional.empty(), Optional.empty())
                    .missing(List.of(new Inventory.Missed(
                            "the machine that the disks are of",
                            "its agent offers image files and runs on another machine",
                            "Take one on the machine itself.")));
        }
        Inventory inventory = told.with(told.hardware()
                .with(kept, told.hardware().raidSets(), told.hardware().volumes()));
        return left.isEmpty()
                ? inventory
                : inventory.missing(List.of(new Inventory.Missed(
                        "the disks " + String.join(", ", left),
                        "its agent does not offer them",
                        "Name them with --disk, or leave --disk out; they are not counted here.")));
    }

    /** Keeps an inventory in the folder of its machine, which need not be there yet. */
    public static void keep(Inventory inventory, MachineFolder folder) throws IOException {
        Files.createDirectories(folder.path());
        DurableFile.write(folder.inventoryJson(), InventoryJson.write(inventory));
    }

    /** Keeps what the disks of the new machine are. */
    public static void keepLayout(Inventory inventory, MachineFolder folder) throws IOException {
        DurableFile.write(folder.layoutJson(), InventoryJson.write(inventory));
    }

    /** What was kept; nothing where nobody has taken one. */
    public static Optional<Inventory> kept(MachineFolder folder) throws IOException {
        if (!Files.isRegularFile(folder.inventoryJson())) {
            return Optional.empty();
        }
        try {
            if (Files.size(folder.inventoryJson()) > MOST_BYTES) {
                throw new IOException("too long for an inventory");
            }
            return Optional.of(
                    InventoryJson.read(new String(Files.readAllBytes(folder.inventoryJson()), StandardCharsets.UTF_8)));
        } catch (IOException damaged) {
            throw new RefusedException(
                    folder.inventoryJson().toString(),
                    damaged.getMessage(),
                    "Move it away; 'p2v show --report' takes a new one when the machine is connected.",
                    damaged);
        }
    }
}
