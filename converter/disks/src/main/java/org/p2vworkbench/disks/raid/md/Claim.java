package org.p2vworkbench.disks.raid.md;

import org.p2vworkbench.disks.raid.set.RaidDisk;

/** A disk and one superblock found on it: it claims to be a member. */
record Claim(RaidDisk disk, MdSuperblock superblock) {

    MdDevice device() {
        return superblock.device();
    }

    MdArray array() {
        return superblock.array();
    }

    /** How far the disk's own size is from what the array uses of it. */
    long unusedBytes() {
        return Math.abs(device().dataBytes() - array().geometry().componentBytes());
    }
}
