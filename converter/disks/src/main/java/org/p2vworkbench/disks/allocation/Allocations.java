package org.p2vworkbench.disks.allocation;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.allocation.exfat.ExfatAllocation;
import org.p2vworkbench.disks.allocation.ext.ExtAllocation;
import org.p2vworkbench.disks.allocation.fat.FatAllocation;
import org.p2vworkbench.disks.allocation.ntfs.NtfsAllocation;
import org.p2vworkbench.disks.allocation.swap.SwapAllocation;
import org.p2vworkbench.disks.allocation.xfs.XfsAllocation;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;

/** All filesystems whose tables we can read, and the rule for those we cannot: copy them whole and say so. */
public final class Allocations {

    private static final Map<String, Reader> READERS = Map.of(
            "ext2", ExtAllocation::of,
            "ext3", ExtAllocation::of,
            "ext4", ExtAllocation::of,
            "ntfs", NtfsAllocation::of,
            "xfs", XfsAllocation::of,
            "vfat", FatAllocation::of,
            "exfat", ExfatAllocation::of,
            "swap", SwapAllocation::of,
            "swsuspend", SwapAllocation::of);

    private Allocations() {}

    /**
     * What the volume's own tables say, all of which are read and checked once for it. Empty when nothing we know is on
     * the volume. Tables that cannot be true are an answer ("copy it whole"); a disk that cannot be read is not.
     */
    public static Optional<Allocation> of(BlockSource volume) throws IOException {
        Optional<FilesystemSignature> signature = FilesystemSignature.of(volume);
        return signature.isEmpty()
                ? Optional.empty()
                : Optional.of(of(volume, signature.get().type()));
    }

    private static Allocation of(BlockSource volume, String type) throws IOException {
        Reader reader = READERS.get(type);
        if (reader == null) {
            return Allocation.opaque(
                    type, volume, "%s is copied whole: which of its blocks are in use is not read.".formatted(type));
        }
        try {
            return reader.of(volume, type);
        } catch (DiskFormatException damage) {
            return Allocation.opaque(
                    type,
                    volume,
                    "The tables of this %s cannot be relied on (%s).".formatted(type, damage.getMessage()));
        }
    }

    /** Reads the tables of one kind of filesystem, or says what in them cannot be true. */
    private interface Reader {
        Allocation of(BlockSource volume, String type) throws IOException;
    }
}
