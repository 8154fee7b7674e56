package org.p2vworkbench.disks.partition;

import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Slice;

/**
 * One entry of a partition table.
 *
 * @param number as Linux numbers it: 1 for sda1, logical partitions of an MBR from 5
 * @param type as the table has it: "0x83", or the type GUID in lower case
 * @param typeName the type as people call it, or "unknown"
 * @param name the name given in the table; empty where the table has none
 * @param container holds other partitions of the same list (an extended partition, a BSD slice), not a filesystem
 */
public record Partition(
        int number,
        long startBytes,
        long lengthBytes,
        String type,
        String typeName,
        String name,
        boolean bootable,
        boolean container,
        Optional<UUID> guid) {

    public Partition {
        if (startBytes < 0 || lengthBytes < 0 || startBytes + lengthBytes < 0) {
            throw new IllegalArgumentException("partition of %d bytes at %d".formatted(lengthBytes, startBytes));
        }
    }

    public long endBytes() {
        return startBytes + lengthBytes;
    }

    /** Its bytes, as far as the disk has them: a disk cut short cuts its last partition short. */
    public BlockSource in(BlockSource disk) throws DiskFormatException {
        if (startBytes > disk.size()) {
            throw new DiskFormatException(
                    new DiskAddress(disk.name(), startBytes),
                    "partition %d starts here, the disk ends at 0x%x".formatted(number, disk.size()),
                    "The image is cut short; copy it again from where it came from.");
        }
        return new Slice(disk.name() + "#" + number, disk, startBytes, Math.min(lengthBytes, disk.size() - startBytes));
    }
}
