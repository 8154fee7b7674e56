package org.p2vworkbench.converter.proof;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.libvirt.Accelerator;
import org.p2vworkbench.converter.libvirt.Blueprint;
import org.p2vworkbench.converter.libvirt.DiskFile;
import org.p2vworkbench.converter.libvirt.QemuCommand;
import org.p2vworkbench.converter.process.RunFolder;
import org.p2vworkbench.converter.proof.cable.PortAnswer;
import org.p2vworkbench.converter.proof.cable.PortProbe;

/** Boots a machine and says how far it came. */
public final class BootProof {

    /** A machine that only has to come up needs no more; the host has others to carry. */
    private static final long MOST_MEMORY_BYTES = 2L << 30;

    private static final int MOST_CPUS = 2;

    private final Blueprint machine;
    private final BootTerms terms;
    private final Preparation before;
    private final Consumer<String> story;

    public BootProof(Blueprint machine, BootTerms terms, Preparation before, Consumer<String> story) {
        this.machine = machine;
        this.terms = terms;
        this.before = before;
        this.story = story;
    }

    /**
     * How it went.
     *
     * @param words what the machine said or showed that led to the verdict
     * @param explanation why it came no further, line by line, as far as that can be told
     * @param fetchedBytes what was read of the source for it
     * @param ports that were asked for, of a machine that came up
     */
    public record Result(
            Verdict verdict,
            String words,
            List<String> explanation,
            double seconds,
            long fetchedBytes,
            List<Path> pictures,
            Path serialLog,
            Accelerator accelerator,
            List<PortAnswer> ports) {

        public Result {
            explanation = List.copyOf(explanation);
            pictures = List.copyOf(pictures);
            ports = List.copyOf(ports);
        }

        /** Whether it came up, and all ports that were asked for are open. */
        public boolean good() {
            return verdict.good() && ports.stream().allMatch(PortAnswer::isOpen);
        }
    }

    /** Where the layers for a boot may be made: private, and gone when it is closed. */
    public static final class Room implements Closeable {

        private final Path folder;

        public Room() throws IOException {
            WorkingAccelerator.lookAhead();
            // A killed run's machine runs on.
            RunFolder.sweep();
            folder = RunFolder.temporary("boot");
        }

        public Path folder() {
            return folder;
        }

        @Override
        public void close() throws IOException {
            RunFolder.removeAll(folder);
        }
    }

    /**
     * Boots from layers that take all writes.
     *
     * @param layers over the machine's disks
     * @param evidence where pictures and the serial log go
     * @param name what their names begin with
     * @param fetched how many bytes were read of the source so far
     */
    public Result boot(List<DiskFile> layers, Room room, Path evidence, String name, LongSupplier fetched)
            throws IOException, InterruptedException {
        Accelerator accelerator = WorkingAccelerator.ofThisHost();
        if (accelerator == Accelerator.TCG) {
            story.accept("No guest starts under KVM here; booting without it, about ten times as slowly.");
        }
        Evidence kept = new Evidence(evidence, name);
        Blueprint boots = small().on(layers);
        long started = System.nanoTime();
        int cables = terms.ports().isEmpty() ? 0 : boots.hardware().nics().size();
        try (PortProbe probe = PortProbe.of(terms.ports(), cables, room.folder());
                QemuGuest guest = QemuGuest.start(words(boots, accelerator, room, probe), room.folder())) {
            BootSigns.Proved proved = new BootWatch(guest, kept, terms, room.folder(), story).watch();
            List<PortAnswer> ports = proved.verdict().good() ? asked(probe) : List.of();
            return new Result(
                    proved.verdict(),
                    proved.words(),
                    Explanation.of(proved, before),
                    (System.nanoTime() - started) / 1e9,
                    fetched.getAsLong(),
                    kept.pictures(),
                    evidence.resolve(name + "-serial.log"),
                    accelerator,
                    ports);
        }
    }

    private List<String> words(Blueprint boots, Accelerator accelerator, Room room, PortProbe probe)
            throws IOException {
        IntFunction<Path> cables = probe::socket;
        return QemuCommand.of(
                boots, accelerator, room.folder(), terms.ports().isEmpty() ? Optional.empty() : Optional.of(cables));
    }

    private List<PortAnswer> asked(PortProbe probe) throws InterruptedException {
        if (!terms.ports().isEmpty()) {
            story.accept("it is up; knocking at its ports");
        }
        return probe.ask();
    }

    private Blueprint small() {
        MachineHardware hardware = machine.hardware();
        CpuTopology cpu = hardware.cpu().count() > MOST_CPUS ? CpuTopology.sockets(MOST_CPUS) : hardware.cpu();
        return machine.sized(cpu, Math.min(hardware.memoryBytes(), MOST_MEMORY_BYTES));
    }
}
