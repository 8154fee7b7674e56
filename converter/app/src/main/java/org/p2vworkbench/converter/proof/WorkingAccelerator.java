package org.p2vworkbench.converter.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.p2vworkbench.converter.libvirt.Accelerator;
import org.p2vworkbench.converter.process.OutsideProgram;

/** What really runs guests on this host: tried once, with the smallest guest there is. */
final class WorkingAccelerator {

    private static final OutsideProgram QEMU = new OutsideProgram("qemu-system-x86_64", "qemu-system-x86");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static Optional<Accelerator> known = Optional.empty();

    private WorkingAccelerator() {}

    static synchronized Accelerator ofThisHost() throws IOException {
        if (known.isEmpty()) {
            known = Optional.of(
                    Accelerator.ofThisHost() == Accelerator.KVM && kvmRuns() ? Accelerator.KVM : Accelerator.TCG);
        }
        return known.get();
    }

    /** Finds it out meanwhile: where KVM hangs that takes seconds. */
    static void lookAhead() {
        Thread thread = new Thread(WorkingAccelerator::lookQuietly, "accelerator");
        thread.setDaemon(true);
        thread.start();
    }

    private static void lookQuietly() {
        try {
            ofThisHost();
        } catch (IOException toldWhenItIsNeeded) {
            return;
        }
    }

    private static boolean kvmRuns() throws IOException {
        Path floppy = SmallestGuest.write();
        try {
            return QEMU.attempt(LIMIT, SmallestGuest.arguments(floppy, "kvm")).status() == SmallestGuest.ALIVE;
        } catch (IOException hangs) {
            return false;
        } finally {
            Files.delete(floppy);
        }
    }
}
