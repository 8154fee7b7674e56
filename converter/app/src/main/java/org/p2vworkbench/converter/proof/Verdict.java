package org.p2vworkbench.converter.proof;

/** How far a machine came. */
public enum Verdict {
    /** It asks for a name to log in with. */
    LOGIN,
    /** It shows a picture that no loader and no console shows. */
    DESKTOP,
    /** It asks for the passphrase of an encrypted disk, which it has found. */
    PASSPHRASE,
    /** The boot loader came, and nothing after it. */
    BOOTLOADER,
    /** The kernel gave up. */
    PANIC,
    /** The initial RAM disk does not find the root filesystem, or the system does not find a disk of its table. */
    RESCUE,
    /** Windows stopped. */
    BLUESCREEN,
    /** The firmware found nothing to boot. */
    NOTHING_TO_BOOT,
    /** It went off by itself. */
    SHUTDOWN,
    /** It starts again and again. */
    REBOOT_LOOP,
    /** Nothing has changed for long. */
    STUCK,
    /** The time is over, and it was still at work. */
    TIMEOUT;

    /** Whether it came as far as a machine can that nobody sits in front of. */
    public boolean good() {
        return this == LOGIN || this == DESKTOP || this == PASSPHRASE;
    }
}
