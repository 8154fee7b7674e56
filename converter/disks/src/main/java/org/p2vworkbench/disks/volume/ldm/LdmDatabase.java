package org.p2vworkbench.disks.volume.ldm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The database of a disk group, of which each of its disks holds a copy: a header ("VMDB"), then slots of a fixed size
 * ("VBLK"). A record that is longer than a slot goes on in others, which need not be neighbours.
 *
 * <pre>
 *   VMDB  4 slots   8 bytes of a slot   c first slot   35 group GUID   75 committed   7d pending sequence   (hexadecimal)
 *         85 volumes, components, partitions, disks committed   a1 the same, pending
 *   VBLK  4 sequence   8 record   c part   e parts   10 the record's bytes
 * </pre>
 *
 * @param committed grows with every change; the largest among the disks is the truth
 * @param pending another number than {@code committed} when a change was under way
 */
record LdmDatabase(String groupGuid, long committed, long pending, List<LdmRecord> records) {

    private static final int HEADER_BYTES = 512;
    private static final int SLOT_HEADER = 16;
    private static final int MOST_SLOT_BYTES = 4096;

    private static final String NEXT = "Every disk of the group has a copy of the database; add the others.";

    static LdmDatabase read(BlockSource disk, PrivHead head, int sectorBytes) throws IOException {
        Tocblock toc = Tocblock.newest(disk, head, sectorBytes);
        long at = (head.databaseAtSector() + toc.configAtSector()) * sectorBytes;
        int length = Math.toIntExact(toc.configSectors() * sectorBytes);
        if (length < HEADER_BYTES) {
            throw new DiskFormatException(
                    new DiskAddress(disk.name(), at), "%d bytes for all records".formatted(length), NEXT);
        }
        Block database = Block.bigEndian(disk, at, length);
        if (!database.ascii(0, 4, "magic").equals("VMDB")) {
            throw database.damaged(0, "no VMDB here, where the table of contents says there is one", NEXT);
        }
        List<LdmRecord> records = new ArrayList<>();
        for (RecordCursor record : records(database)) {
            LdmRecord.parse(record).ifPresent(records::add);
        }
        LdmDatabase found = new LdmDatabase(
                database.ascii(0x35, 64, "groupGuid"),
                database.bits64(0x75, "committed"),
                database.bits64(0x7d, "pending"),
                List.copyOf(records));
        found.checkCounts(database);
        return found;
    }

    private static List<RecordCursor> records(Block database) throws DiskFormatException {
        long slotBytes = database.u32(8, "slotBytes");
        long first = database.u32(12, "firstSlot");
        if (slotBytes <= SLOT_HEADER || slotBytes > MOST_SLOT_BYTES || first < HEADER_BYTES) {
            throw database.damaged(
                    8, "slots of %d bytes from byte %d on, known is 128 from 512".formatted(slotBytes, first), NEXT);
        }
        Map<Long, RecordParts> parts = new LinkedHashMap<>();
        for (long at = first; at <= database.length() - slotBytes; at += slotBytes) {
            int slot = (int) at;
            if (!database.ascii(slot, 4, "").equals("VBLK")) {
                break;
            }
            int count = database.u16(slot + 14, "");
            if (count > 0) {
                byte[] data = database.slice(slot + SLOT_HEADER, (int) slotBytes - SLOT_HEADER);
                RecordParts record = parts.computeIfAbsent(
                        database.u32(slot + 8, ""), id -> new RecordParts(database.at(slot), count));
                record.add(database.u16(slot + 12, ""), count, data);
            }
        }
        List<RecordCursor> records = new ArrayList<>();
        for (RecordParts record : parts.values()) {
            records.add(record.whole());
        }
        return records;
    }

    /** The records that a component's or a partition's number says there are. */
    private void checkCounts(Block database) throws DiskFormatException {
        int[] counted = {
            of(LdmRecord.OfVolume.class).size(),
            of(LdmRecord.OfComponent.class).size(),
            of(LdmRecord.OfPartition.class).size(),
            of(LdmRecord.OfDisk.class).size()
        };
        for (int i = 0; i < counted.length; i++) {
            long said = database.u32(0x85 + 4 * i, "count");
            if (said != counted[i]) {
                throw database.damaged(
                        0x85 + 4 * i,
                        "the VMDB counts %d records of a kind of which there are %d".formatted(said, counted[i]),
                        NEXT);
            }
        }
    }

    <T extends LdmRecord> List<T> of(Class<T> kind) {
        return records.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
