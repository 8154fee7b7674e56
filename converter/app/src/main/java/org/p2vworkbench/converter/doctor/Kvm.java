package org.p2vworkbench.converter.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.converter.proof.SmallestGuest;

/**
 * Whether guests run on the processor itself. A device file is no proof: on hosts that are guests themselves it may be
 * there, create a machine and never get it through its firmware, so the smallest possible guest is started.
 */
final class Kvm implements Check {

    private static final OutsideProgram QEMU = new OutsideProgram("qemu-system-x86_64", "qemu-system-x86");

    /** A working KVM needs 0.3 s. One that needs longer than emulation does is of no use. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final String SLOWER =
            "Everything works without, under emulation (TCG), test boots about ten times slower.";

    private final Path device;

    Kvm(Path device) {
        this.device = device;
    }

    @Override
    public String name() {
        return "kvm";
    }

    @Override
    public List<Finding> findings() {
        if (!Files.exists(device)) {
            return List.of(warning(
                    "no %s".formatted(device), "Enable virtualisation in the firmware, load kvm_intel or kvm_amd."));
        }
        if (!Files.isReadable(device) || !Files.isWritable(device)) {
            return List.of(
                    warning("%s is not for this user".formatted(device), "Join its group: usermod -aG kvm USER."));
        }
        return List.of(tried());
    }

    private Finding tried() {
        try {
            Path floppy = SmallestGuest.write();
            try {
                int status = QEMU.attempt(LIMIT, SmallestGuest.arguments(floppy, "kvm"))
                        .status();
                return status == SmallestGuest.ALIVE
                        ? Finding.ok(name(), "a guest runs under KVM")
                        : warning("QEMU ends with status %d under KVM".formatted(status), "See 'dmesg | grep -i kvm'.");
            } finally {
                Files.delete(floppy);
            }
        } catch (IOException failure) {
            return warning(
                    "%s is there, but no guest gets through its firmware: %s".formatted(device, failure.getMessage()),
                    "If this host is a virtual machine, enable nested virtualisation below it.");
        }
    }

    private Finding warning(String text, String remedy) {
        return Finding.warn(name(), text, remedy + " " + SLOWER);
    }
}
