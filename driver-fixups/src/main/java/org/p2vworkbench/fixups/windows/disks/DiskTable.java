package org.p2vworkbench.fixups.windows.disks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.guest.GuestVolume;

/**
 * The partition table of a disk, as far as Windows knows partitions by it: an MBR by the disk's signature and where a
 * partition starts, a GPT by GUIDs (UEFI 2.10, sections 5.2.1 and 5.3). Logical partitions are not followed.
 *
 * @param disk "/dev/sda"
 * @param id the signature in eight digits, or the GUID
 * @param isGpt whether {@code id} and the partitions' are GUIDs
 */
public record DiskTable(String disk, String id, boolean isGpt, List<Partition> partitions) {

    private static final int SECTOR = 512;
    private static final int SIGNATURE_AT = 0x1b8;
    private static final int ENTRIES_AT = 0x1be;
    private static final String PROTECTIVE = "EE";
    private static final List<String> EXTENDED = List.of("05", "0F", "85");
    private static final int[] SECTOR_BYTES = {512, 4096};
    private static final int MOST_ENTRIES = 256;
    private static final int LEAST_ENTRY_BYTES = 128;
    private static final int MOST_ENTRY_BYTES = 1024;
    private static final String UNUSED = "00000000-0000-0000-0000-000000000000";

    public DiskTable {
        partitions = List.copyOf(partitions);
    }

    /**
     * A partition.
     *
     * @param type two digits, or a GUID
     * @param id GUID; empty in an MBR
     */
    public record Partition(String type, String id, long startBytes) {}

    /** Of all disks that have partitions, in the machine's order. */
    public static List<DiskTable> all(GuestTree guest) throws IOException {
        List<String> disks = guest.volumes().stream()
                .filter(volume -> volume.partition().isPresent())
                .map(GuestVolume::device)
                .filter(device -> device.matches("/dev/[hsv]d[a-z]+\\d+"))
                .map(device -> device.replaceFirst("\\d+$", ""))
                .distinct()
                .toList();
        List<DiskTable> tables = new ArrayList<>();
        for (String disk : disks) {
            of(guest, disk).ifPresent(tables::add);
        }
        return tables;
    }

    private static Optional<DiskTable> of(GuestTree guest, String disk) throws IOException {
        ByteBuffer in = little(guest.readDevice(disk, 0, SECTOR));
        if (in.getShort(SECTOR - 2) != (short) 0xaa55) {
            return Optional.empty();
        }
        List<Partition> partitions = new ArrayList<>();
        for (int at = ENTRIES_AT; at < SECTOR - 2; at += 16) {
            String type = "%02X".formatted(in.get(at + 4));
            if (!type.equals("00")) {
                partitions.add(new Partition(type, "", Integer.toUnsignedLong(in.getInt(at + 8)) * SECTOR));
            }
        }
        return partitions.stream().anyMatch(each -> each.type().equals(PROTECTIVE))
                ? gpt(guest, disk)
                : Optional.of(new DiskTable(disk, "%08X".formatted(in.getInt(SIGNATURE_AT)), false, partitions));
    }

    private static Optional<DiskTable> gpt(GuestTree guest, String disk) throws IOException {
        for (int sectorBytes : SECTOR_BYTES) {
            ByteBuffer header = little(guest.readDevice(disk, sectorBytes, SECTOR));
            if (new String(header.array(), 0, 8, StandardCharsets.ISO_8859_1).equals("EFI PART")) {
                return Optional.of(new DiskTable(
                        disk, GuidBytes.at(header, 56), true, partitions(guest, disk, sectorBytes, header)));
            }
        }
        return Optional.empty();
    }

    /** None when the header says what no table is like. */
    private static List<Partition> partitions(GuestTree guest, String disk, int sectorBytes, ByteBuffer header)
            throws IOException {
        long first = header.getLong(72);
        int count = header.getInt(80);
        int bytes = header.getInt(84);
        List<Partition> partitions = new ArrayList<>();
        if (first < 2
                || first > 1 << 20
                || count <= 0
                || count > MOST_ENTRIES
                || bytes < LEAST_ENTRY_BYTES
                || bytes > MOST_ENTRY_BYTES) {
            return partitions;
        }
        ByteBuffer entries = little(guest.readDevice(disk, first * sectorBytes, count * bytes));
        for (int at = 0; at < count * bytes; at += bytes) {
            String type = GuidBytes.at(entries, at);
            long start = entries.getLong(at + 32);
            if (!type.equals(UNUSED) && start >= 0 && start <= Long.MAX_VALUE / sectorBytes) {
                partitions.add(new Partition(type, GuidBytes.at(entries, at + 16), start * sectorBytes));
            }
        }
        return partitions;
    }

    /** Whether it may have partitions that are not listed here. */
    public boolean hasLogicalPartitions() {
        return partitions.stream()
                .anyMatch(each -> EXTENDED.contains(each.type().toUpperCase(Locale.ROOT)));
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
