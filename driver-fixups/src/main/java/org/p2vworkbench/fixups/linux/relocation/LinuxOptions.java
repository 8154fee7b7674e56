package org.p2vworkbench.fixups.linux.relocation;

import java.time.Duration;
import java.util.Optional;
import org.p2vworkbench.fixups.plan.VirtualHardware.DiskBus;

/**
 * What the operator wants otherwise.
 *
 * @param disks a bus to take whatever the guest has; empty for the best it has drivers for
 * @param serialConsole whether kernel messages and a login go to the first serial port too
 * @param commandLimitSeconds after which a program of the guest is taken to hang
 */
public record LinuxOptions(
        Optional<DiskBus> disks, InitramfsWay initramfs, boolean serialConsole, int commandLimitSeconds) {

    public static final LinuxOptions DEFAULT = new LinuxOptions(Optional.empty(), InitramfsWay.EXTEND, false, 600);

    public Duration commandLimit() {
        return Duration.ofSeconds(commandLimitSeconds);
    }

    /** How drivers get into an initial RAM disk. */
    public enum InitramfsWay {
        /** Ours are put behind what is there: a second, and no program of the guest is run. */
        EXTEND,
        /** The guest's own tool makes a new one: minutes under emulation, and it can fail. */
        REBUILD
    }
}
