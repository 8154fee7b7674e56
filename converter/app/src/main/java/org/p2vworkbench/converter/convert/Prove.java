package org.p2vworkbench.converter.convert;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.p2vworkbench.converter.fixup.TrialRepair;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.libvirt.Blueprint;
import org.p2vworkbench.converter.libvirt.DiskFile;
import org.p2vworkbench.converter.nbdexport.NbdExport;
import org.p2vworkbench.converter.nbdexport.ThrowAwayLayer;
import org.p2vworkbench.converter.proof.BootProof;
import org.p2vworkbench.converter.proof.BootTerms;
import org.p2vworkbench.converter.proof.Preparation;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.ReadOnce;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.repair.Repair;
import org.p2vworkbench.fixups.repair.RepairOptions;

/**
 * Boots a machine that is not copied yet, from its own disks wherever they are: repaired in layers that are thrown away. Of
 * the disks only that is read which a boot touches.
 */
public final class Prove {

    private final MachineSource source;
    private final Terms terms;
    private final MachineFolder folder;
    private final LongSupplier fetched;
    private final Clock clock;
    private final Consumer<String> story;

    /**
     * Under what it boots.
     *
     * @param repair how the guest is repaired first; empty to boot it as it is
     */
    public record Terms(Optional<RepairOptions> repair, BootTerms watched) {}

    /**
     * @param folder of the machine in the store, for the evidence
     * @param fetched how many bytes were read of the source so far
     */
    public Prove(
            MachineSource source,
            Terms terms,
            MachineFolder folder,
            LongSupplier fetched,
            Clock clock,
            Consumer<String> story) {
        this.source = source;
        this.terms = terms;
        this.folder = folder;
        this.fetched = fetched;
        this.clock = clock;
        this.story = story;
    }

    public BootProof.Result run() throws IOException, InterruptedException {
        long before = fetched.getAsLong();
        Deque<Closeable> open = new ArrayDeque<>();
        try {
            BootProof.Room room = new BootProof.Room();
            open.push(room);
            List<Path> layers = layers(room.folder(), open);
            Optional<Repair> repair = repaired(layers);
            Blueprint machine = machine(repair);
            Files.createDirectories(folder.proof());
            BootProof.Result result = new BootProof(machine, terms.watched(), preparation(repair), story)
                    .boot(disks(machine, layers), room, folder.proof(), "prove", () -> fetched.getAsLong() - before);
            BootPapers.write(folder, "prove", result, clock);
            return result;
        } finally {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        }
    }

    private List<Path> layers(Path room, Deque<Closeable> open) throws IOException {
        List<Path> layers = new ArrayList<>();
        for (SourceDisk disk : source.disks()) {
            DiskImage image = disk.open();
            open.push(image);
            ReadOnce once = new ReadOnce(image, room.resolve("read%d".formatted(layers.size())));
            open.push(once);
            NbdExport export = NbdExport.of(once);
            open.push(export);
            ThrowAwayLayer layer = ThrowAwayLayer.over(export, room.resolve("disk%d.qcow2".formatted(layers.size())));
            open.push(layer);
            layers.add(layer.image());
        }
        return layers;
    }

    private Optional<Repair> repaired(List<Path> layers) throws IOException {
        if (terms.repair().isEmpty()) {
            return Optional.empty();
        }
        RepairOptions wishes = terms.repair().get().of(Facts.of(source));
        Repair repair = new TrialRepair(source.name(), wishes, story).apply(layers);
        repair.plan().findings().forEach(finding -> story.accept(told(finding)));
        story.accept("%d changes were made for the trial; booting"
                .formatted(repair.plan().changes().size()));
        return Optional.of(repair);
    }

    /** The machine that the guest can drive, after its repair if that was wanted. */
    private Blueprint machine(Optional<Repair> repair) {
        MachineHardware described = source.hardware().named(source.name());
        UUID uuid = described.uuid().orElseGet(UUID::randomUUID);
        return NewMachine.withoutDisks(
                described, repair.map(Repair::guest).orElse(Map.of()), repair.flatMap(Repair::hardware), uuid);
    }

    private static Preparation preparation(Optional<Repair> repair) {
        return repair.map(done -> new Preparation(
                        true,
                        done.plan().changes().size(),
                        done.plan().findings().stream().map(Prove::told).toList()))
                .orElse(Preparation.NONE);
    }

    private static String told(Finding finding) {
        return finding.code() + ": " + finding.text();
    }

    private List<DiskFile> disks(Blueprint machine, List<Path> layers) {
        List<DiskFile> disks = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Optional<String> serial = source.disks().get(i).serial();
            disks.add(NewMachine.disk(machine.hardware(), i, layers.get(i), "qcow2", false, serial));
        }
        return disks;
    }
}
