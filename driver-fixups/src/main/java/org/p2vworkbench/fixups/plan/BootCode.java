package org.p2vworkbench.fixups.plan;

import java.io.IOException;

/**
 * GRUB for a BIOS: what goes into a disk's first sector, and the program that it loads from the sectors behind it. Both
 * are the same for every guest; the program looks for {@link #MENU} on all filesystems.
 */
public final class BootCode {

    /** The file that the program runs, from the root of the guest. */
    public static final String MENU = "/boot/grub/p2v.cfg";

    /** As much of the first sector as is not the partition table's (UEFI 2.10, section 5.2.1, "BootCode"). */
    public static final int SECTOR_CODE_BYTES = 440;

    private final byte[] sector;
    private final byte[] core;

    /**
     * @param sector GRUB's boot.img
     * @param core GRUB's core image, as grub-mkimage makes it
     */
    public BootCode(byte[] sector, byte[] core) {
        this.sector = sector.clone();
        this.core = core.clone();
    }

    public byte[] sector() {
        return sector.clone();
    }

    public byte[] core() {
        return core.clone();
    }

    /** Makes it when it is needed: that takes programs which not every host has. */
    @FunctionalInterface
    public interface Maker {
        BootCode make() throws IOException;
    }
}
