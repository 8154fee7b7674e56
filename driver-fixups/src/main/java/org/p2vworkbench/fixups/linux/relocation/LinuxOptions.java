package org.p2vworkbench.fixups.linux.relocation;

import java.time.Duration;
import java.util.Optional;
import org.p2vworkbench.fixups.plan.BootCode;
import org.p2vworkbench.fixups.plan.VirtualHardware.DiskBus;

/**
 * What the operator wants otherwise.
 *
 * @param disks a bus to take whatever the guest has; empty for the best it has drivers for
 * @param serialConsole whether kernel messages and a login go to the first serial port too
 * @param bootCode for a guest that has no boot loader
 * @param commandLimit after which a program of the guest is taken to hang
 */
public record LinuxOptions(
        Optional<DiskBus> disks,
        InitramfsWay initramfs,
        boolean serialConsole,
        Optional<BootCode.Maker> bootCode,
        Duration commandLimit) {

    public LinuxOptions(Optional<DiskBus> disks, InitramfsWay initramfs, boolean serialConsole, Duration commandLimit) {
        this(disks, initramfs, serialConsole, Optional.empty(), commandLimit);
    }

    public static final LinuxOptions DEFAULT =
            new LinuxOptions(Optional.empty(), InitramfsWay.EXTEND, false, Duration.ofMinutes(10));

    public LinuxOptions with(Optional<BootCode.Maker> code) {
        return new LinuxOptions(disks, initramfs, serialConsole, code, commandLimit);
    }

    /** How drivers get into an initial RAM disk. */
    public enum InitramfsWay {
        /** Ours are put behind what is there: a second, and no program of the guest is run. */
        EXTEND,
        /** The guest's own tool makes a new one: minutes under emulation, and it can fail. */
        REBUILD
    }
}
