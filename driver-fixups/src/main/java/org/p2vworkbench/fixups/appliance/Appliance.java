package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A running libguestfs appliance.
 *
 * <p>A {@code /dev/kvm} that exists, and that even creates virtual machines, may still not run one: some hosts are
 * guests themselves. So KVM is tried, the answer is remembered for the life of this process, and TCG takes over. A
 * start under KVM that fails costs about two seconds, a start under TCG 12 to 18.
 */
public final class Appliance implements Closeable {

    /** What the last successful start used; empty until there was one. */
    private static volatile Optional<Accelerator> proven = Optional.empty();

    /** The library refuses to launch without any drive. */
    private static final long SCRATCH_BYTES = 1 << 20;

    private final GuestFS handle;
    private final Launch launch;

    private Appliance(GuestFS handle, Launch launch) {
        this.handle = handle;
        this.launch = launch;
    }

    /**
     * The version of the binding and of the library behind it.
     *
     * @throws ApplianceException when either is missing or the two do not fit
     */
    public static String version() throws ApplianceException {
        GuestFS handle = open();
        try {
            return versionOf(handle);
        } catch (LibGuestFSException failure) {
            throw new ApplianceException(
                    "the library does not answer: " + failure.getMessage(), "reinstall libguestfs-java.", failure);
        } finally {
            close(handle);
        }
    }

    /** An appliance without a guest, to see whether one starts. */
    public static Appliance launch(Consumer<String> story) throws ApplianceException {
        return launch(List.of(), OptionalInt.empty(), story);
    }

    /**
     * @param mebibytes of memory; empty for what the library takes for enough
     * @param story is told, once, that there is no KVM
     */
    static Appliance launch(List<GuestDrive> drives, OptionalInt mebibytes, Consumer<String> story)
            throws ApplianceException {
        long begin = System.nanoTime();
        if (proven.isPresent()) {
            return launch(proven.get(), drives, mebibytes, begin);
        }
        try {
            return launch(Accelerator.KVM, drives, mebibytes, begin);
        } catch (ApplianceException failure) {
            Appliance appliance = launch(Accelerator.TCG, drives, mebibytes, begin);
            story.accept("No guest starts under KVM here; working without it, more slowly.");
            return appliance;
        }
    }

    public Launch launched() {
        return launch;
    }

    GuestFS handle() {
        return handle;
    }

    @Override
    public void close() throws ApplianceException {
        try {
            handle.shutdown();
        } catch (LibGuestFSException failure) {
            throw new ApplianceException(
                    "it ended badly: " + failure.getMessage(), "do not use what it was writing.", failure);
        } finally {
            close(handle);
        }
    }

    private static Appliance launch(Accelerator accelerator, List<GuestDrive> drives, OptionalInt mebibytes, long begin)
            throws ApplianceException {
        GuestFS handle = open();
        try {
            handle.set_backend("direct");
            handle.set_backend_settings(new String[] {accelerator == Accelerator.KVM ? "force_kvm" : "force_tcg"});
            if (mebibytes.isPresent()) {
                handle.set_memsize(mebibytes.getAsInt());
            }
            for (GuestDrive drive : drives) {
                handle.add_drive_opts(drive.file(), drive.options());
            }
            if (drives.isEmpty()) {
                handle.add_drive_scratch(SCRATCH_BYTES);
            }
            handle.launch();
            Launch launch = new Launch(versionOf(handle), accelerator, Duration.ofNanos(System.nanoTime() - begin));
            proven = Optional.of(accelerator);
            return new Appliance(handle, launch);
        } catch (LibGuestFSException failure) {
            close(handle);
            throw new ApplianceException(
                    "it does not start under %s: %s".formatted(accelerator, failure.getMessage()),
                    "run 'libguestfs-test-tool'; a readable kernel must be in /boot (Debian: linux-image-amd64).",
                    failure);
        }
    }

    private static String versionOf(GuestFS handle) throws LibGuestFSException {
        var version = handle.version();
        return "%d.%d.%d".formatted(version.major, version.minor, version.release);
    }

    private static GuestFS open() throws ApplianceException {
        try {
            return new GuestFS();
        } catch (LinkageError missing) {
            throw new ApplianceException(
                    "the Java binding cannot be loaded: " + missing.getMessage(),
                    "install the package libguestfs-java and start the program by the launcher p2v.",
                    missing);
        } catch (LibGuestFSException failure) {
            throw new ApplianceException(
                    "the library cannot be opened: " + failure.getMessage(), "reinstall libguestfs-java.", failure);
        }
    }

    private static void close(GuestFS handle) throws ApplianceException {
        try {
            handle.close();
        } catch (LibGuestFSException failure) {
            throw new ApplianceException(
                    "its handle cannot be closed: " + failure.getMessage(), "run the same command again.", failure);
        }
    }
}
