package org.p2vworkbench.fixups.linux.loader;

/** The programs that load a Linux kernel from a disk. */
public enum BootLoader {
    GRUB_LEGACY("GRUB legacy"),
    GRUB2("GRUB 2"),
    /** GRUB 2 or systemd-boot with an entry per file. */
    BLS("boot loader entries"),
    SYSLINUX("EXTLINUX"),
    LILO("LILO"),
    ELILO("ELILO");

    private final String title;

    BootLoader(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
