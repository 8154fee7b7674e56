package org.p2vworkbench.fixups.windows.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.windows.disks.DiskTable;
import org.p2vworkbench.fixups.windows.disks.GuidBytes;

/**
 * The partition that an entry of the boot configuration names. Microsoft documents the fields
 * (BcdDeviceQualifiedPartitionData) and not the bytes, which are: 16 of options, at 0x10 the kind of device, 6 a partition,
 * at 0x20 the partition (offset in bytes, or GUID), at 0x34 1 for an MBR and 0 for a GPT, at 0x38 the disk (signature, or
 * GUID). (mistyprojects.co.uk, "BCDEdit", Devices Partition)
 *
 * @param disk signature in eight digits, or GUID
 * @param partition its offset in bytes, or its GUID
 */
record BootDevice(String disk, String partition) {

    private static final int KIND_AT = 0x10;
    private static final int PARTITION = 6;
    private static final int PARTITION_AT = 0x20;
    private static final int STYLE_AT = 0x34;
    private static final int DISK_AT = 0x38;
    private static final int BYTES = 0x48;

    /** Empty for a file, a RAM disk, or the device that the firmware started. */
    static Optional<BootDevice> of(byte[] element) {
        ByteBuffer in = ByteBuffer.wrap(element).order(ByteOrder.LITTLE_ENDIAN);
        if (element.length < BYTES || in.getInt(KIND_AT) != PARTITION) {
            return Optional.empty();
        }
        return in.getInt(STYLE_AT) == 1
                ? Optional.of(new BootDevice(
                        "%08X".formatted(in.getInt(DISK_AT)), Long.toUnsignedString(in.getLong(PARTITION_AT))))
                : Optional.of(new BootDevice(GuidBytes.at(in, DISK_AT), GuidBytes.at(in, PARTITION_AT)));
    }

    /** Whether there is such a partition; also where it may be a logical one, which nobody has looked for. */
    boolean isAmong(List<DiskTable> tables) {
        return tables.stream()
                .filter(table -> table.id().equals(disk))
                .anyMatch(table -> table.hasLogicalPartitions()
                        || table.partitions().stream()
                                .anyMatch(each -> table.isGpt()
                                        ? each.id().equals(partition)
                                        : Long.toString(each.startBytes()).equals(partition)));
    }

    @Override
    public String toString() {
        return "partition %s of disk %s".formatted(partition, disk);
    }
}
