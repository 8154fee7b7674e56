package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The sectors of an MBR table with its chain of logical partitions. The first sector was saved, with boot code and all,
 * and is taken as it is when the table in it is the one that sfdisk saw. Where the links of the chain lay was not saved;
 * each is put before its partition, where partitioning programs put it.
 */
final class DosTable {

    private static final int PRIMARIES = 4;
    private static final int CODE_BYTES = 446;
    private static final int SIGNATURE_AT = 440;
    private static final int ENTRY_BYTES = 16;
    private static final int MARK_AT = 510;
    private static final short MARK = (short) 0xaa55;
    private static final byte ACTIVE = (byte) 0x80;
    private static final byte EXTENDED = 5;
    private static final long MOST_SECTORS = 0xffff_ffffL;

    /** What stands for a cylinder, head and sector that are not told; every system goes by the sector numbers. */
    private static final byte[] BEYOND = {(byte) 0xfe, (byte) 0xff, (byte) 0xff};

    /** How far links lie before their partitions: since 2010, before that, and where there is no room. */
    private static final int[] USUAL_GAPS = {2048, 63, 1};

    private final ImageFiles files;
    private final String disk;
    private final List<TableEntry> entries;

    DosTable(ImageFiles files, String disk, List<TableEntry> entries) throws DiskFormatException {
        this.files = files;
        this.disk = disk;
        this.entries = entries;
        for (TableEntry entry : entries) {
            if (entry.start() > MOST_SECTORS
                    || entry.sectors() > MOST_SECTORS
                    || !entry.type().matches("[0-9a-f]{1,2}")) {
                throw disagrees("lists %s of type '%s', which no MBR can hold".formatted(entry, entry.type()));
            }
        }
    }

    List<Piece> pieces(String labelId) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(Piece.atSector("partition table", 0, first(labelId)));
        Optional<TableEntry> extended =
                entries.stream().filter(TableEntry::isExtended).findFirst();
        List<TableEntry> logicals =
                entries.stream().filter(entry -> entry.number() > PRIMARIES).toList();
        if (extended.isEmpty() && !logicals.isEmpty()) {
            throw disagrees("lists logical partitions and none to hold them");
        }
        if (extended.isPresent()) {
            pieces.addAll(chain(extended.get(), logicals));
        }
        return pieces;
    }

    private byte[] first(String labelId) throws IOException {
        ByteBuffer sector = ByteBuffer.allocate(Piece.SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (labelId.matches("0x[0-9a-fA-F]{1,8}")) {
            sector.putInt(SIGNATURE_AT, Integer.parseUnsignedInt(labelId.substring(2), 16));
        }
        for (TableEntry entry : entries) {
            if (entry.number() <= PRIMARIES) {
                put(sector, entry.number() - 1, entry, entry.start(), (byte) Integer.parseInt(entry.type(), 16));
            }
        }
        sector.putShort(MARK_AT, MARK);
        Optional<byte[]> saved = saved(disk + "-mbr");
        if (saved.isEmpty()) {
            return sector.array();
        }
        ByteBuffer whole = ByteBuffer.wrap(saved.get()).order(ByteOrder.LITTLE_ENDIAN);
        requireSame(whole, sector);
        return saved.get();
    }

    /** Sfdisk is what Clonezilla restores from; a first sector with other partitions is of another disk. */
    private void requireSame(ByteBuffer saved, ByteBuffer listed) throws DiskFormatException {
        for (int i = 0; i < PRIMARIES; i++) {
            int at = CODE_BYTES + i * ENTRY_BYTES;
            if (saved.getInt(at + 8) != listed.getInt(at + 8) || saved.getInt(at + 12) != listed.getInt(at + 12)) {
                throw files.damaged(
                        disk + "-mbr",
                        "has a partition %d of %d sectors from %d, and '%s-pt.sf' one of %d from %d"
                                .formatted(
                                        i + 1,
                                        Integer.toUnsignedLong(saved.getInt(at + 12)),
                                        Integer.toUnsignedLong(saved.getInt(at + 8)),
                                        disk,
                                        Integer.toUnsignedLong(listed.getInt(at + 12)),
                                        Integer.toUnsignedLong(listed.getInt(at + 8))),
                        "The two are not of one disk; find out which is right, and move the other out of the folder.");
            }
        }
    }

    private Optional<byte[]> saved(String file) throws IOException {
        if (!files.has(file)) {
            return Optional.empty();
        }
        byte[] bytes = files.bytes(file, 1 << 20);
        return bytes.length < Piece.SECTOR_BYTES
                ? Optional.empty()
                : Optional.of(Arrays.copyOf(bytes, Piece.SECTOR_BYTES));
    }

    /** The links in the order of numbers: each holds its partition and says where the next link is. */
    private List<Piece> chain(TableEntry extended, List<TableEntry> unsorted) throws IOException {
        List<TableEntry> logicals = new ArrayList<>(unsorted);
        logicals.sort(Comparator.comparingInt(TableEntry::number));
        List<Long> links = new ArrayList<>();
        for (int i = 0; i < logicals.size(); i++) {
            TableEntry logical = logicals.get(i);
            if (logical.start() <= extended.start() || logical.end() > extended.end()) {
                throw disagrees("lists %s outside of %s".formatted(logical, extended));
            }
            links.add(i == 0 ? extended.start() : before(logical, extended, logicals));
        }
        List<Piece> pieces = new ArrayList<>();
        Optional<byte[]> code = saved(extended.device() + "-ebr");
        for (int i = 0; i < Math.max(1, logicals.size()); i++) {
            ByteBuffer sector = ByteBuffer.allocate(Piece.SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            if (i == 0 && code.isPresent()) {
                sector.put(0, code.get(), 0, CODE_BYTES);
            }
            if (i < logicals.size()) {
                TableEntry logical = logicals.get(i);
                byte type = (byte) Integer.parseInt(logical.type(), 16);
                put(sector, 0, logical, logical.start() - links.get(i), type);
            }
            if (i + 1 < logicals.size()) {
                TableEntry next = logicals.get(i + 1);
                int at = CODE_BYTES + ENTRY_BYTES;
                sector.put(at + 1, BEYOND).put(at + 4, EXTENDED).put(at + 5, BEYOND);
                sector.putInt(at + 8, (int) (links.get(i + 1) - extended.start()));
                sector.putInt(at + 12, (int) (next.end() - links.get(i + 1)));
            }
            sector.putShort(MARK_AT, MARK);
            pieces.add(Piece.atSector(
                    "extended partition table", i < links.size() ? links.get(i) : extended.start(), sector.array()));
        }
        return pieces;
    }

    private long before(TableEntry logical, TableEntry extended, List<TableEntry> logicals) throws IOException {
        long free = extended.start() + 1;
        for (TableEntry other : logicals) {
            if (other.end() <= logical.start()) {
                free = Math.max(free, other.end());
            }
        }
        for (int gap : USUAL_GAPS) {
            if (logical.start() - gap >= free) {
                return logical.start() - gap;
            }
        }
        throw disagrees("leaves no sector before " + logical + " for the link to it");
    }

    private static void put(ByteBuffer sector, int index, TableEntry entry, long start, byte type) {
        int at = CODE_BYTES + index * ENTRY_BYTES;
        sector.put(at, entry.bootable() ? ACTIVE : 0)
                .put(at + 1, BEYOND)
                .put(at + 4, type)
                .put(at + 5, BEYOND);
        sector.putInt(at + 8, (int) start).putInt(at + 12, (int) entry.sectors());
    }

    private DiskFormatException disagrees(String what) {
        return files.damaged(
                disk + "-pt.sf", what, "The file was changed or damaged; copy the folder again, or correct it.");
    }
}
