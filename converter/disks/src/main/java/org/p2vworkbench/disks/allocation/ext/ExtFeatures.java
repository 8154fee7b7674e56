package org.p2vworkbench.disks.allocation.ext;

import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/** The three feature words of an ext superblock (super.rst, "s_feature_compat" and following). */
record ExtFeatures(long compatible, long incompatible, long readOnly) {

    private static final long RECOVER = 0x4;
    private static final long META_BG = 0x10;
    private static final long WIDE = 0x80;
    private static final long FLEX_BG = 0x200;
    private static final long CSUM_SEED = 0x2000;
    /** All up to casefold but the journal device (0x8) and compression (0x1), which no released kernel reads. */
    private static final long KNOWN_INCOMPATIBLE = 0x2 | RECOVER | META_BG | 0x40 | WIDE | 0x100 | FLEX_BG | 0x400
            | 0x1000 | CSUM_SEED | 0x4000 | 0x8000 | 0x10000 | 0x20000;

    private static final long SPARSE_SUPER2 = 0x200;
    private static final long SPARSE_SUPER = 0x1;
    private static final long GDT_CSUM = 0x10;
    private static final long BIGALLOC = 0x200;
    private static final long METADATA_CSUM = 0x400;
    /** Without snapshots (0x80) and replicas (0x800): what they mean for a bitmap was never settled. */
    private static final long KNOWN_READ_ONLY = SPARSE_SUPER
            | 0x2
            | 0x4
            | 0x8
            | GDT_CSUM
            | 0x20
            | 0x40
            | 0x100
            | BIGALLOC
            | METADATA_CSUM
            | 0x1000
            | 0x2000
            | 0x4000
            | 0x8000
            | 0x10000;

    static ExtFeatures of(Block superblock) {
        // Revision 0 has no feature words; mke2fs leaves zeros there.
        boolean dynamic = superblock.u32(76, "s_rev_level") != 0;
        return new ExtFeatures(
                dynamic ? superblock.u32(92, "s_feature_compat") : 0,
                dynamic ? superblock.u32(96, "s_feature_incompat") : 0,
                dynamic ? superblock.u32(100, "s_feature_ro_compat") : 0);
    }

    void refuseUnknown(Block superblock) throws DiskFormatException {
        long unknown = incompatible & ~KNOWN_INCOMPATIBLE;
        if (unknown != 0 || (readOnly & ~KNOWN_READ_ONLY) != 0) {
            throw superblock.damaged(
                    unknown != 0 ? 96 : 100,
                    "it has features that are not known here (incompatible 0x%x, read-only 0x%x)"
                            .formatted(incompatible, readOnly),
                    "Copy all its blocks.");
        }
    }

    boolean needsRecovery() {
        return (incompatible & RECOVER) != 0;
    }

    boolean metaGroups() {
        return (incompatible & META_BG) != 0;
    }

    boolean wide() {
        return (incompatible & WIDE) != 0;
    }

    boolean flexGroups() {
        return (incompatible & FLEX_BG) != 0;
    }

    boolean checksumSeed() {
        return (incompatible & CSUM_SEED) != 0;
    }

    boolean sparseSuper2() {
        return (compatible & SPARSE_SUPER2) != 0;
    }

    boolean sparseSuper() {
        return (readOnly & SPARSE_SUPER) != 0;
    }

    boolean bigalloc() {
        return (readOnly & BIGALLOC) != 0;
    }

    boolean metadataChecksums() {
        return (readOnly & METADATA_CSUM) != 0;
    }

    /** CRC-16 of group descriptors; the newer checksums replace it. */
    boolean descriptorChecksums() {
        return (readOnly & GDT_CSUM) != 0 && !metadataChecksums();
    }

    /** Only descriptors with a checksum are believed when they say that a bitmap was never written. */
    boolean unwrittenGroups() {
        return descriptorChecksums() || metadataChecksums();
    }
}
