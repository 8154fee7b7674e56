package org.p2vworkbench.disks.image.qcow2;

/** How data clusters are stored. */
public enum Qcow2Compression {
    NONE,
    ZLIB,
    ZSTD
}
