package org.p2vworkbench.disks.raid.ddf;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * What a disk says of one span of a volume (DDF 2.0, section 5.9.1). A volume of several spans has as many of these,
 * each on its own span's disks only.
 *
 * @param stripShift a strip is the device block shifted left by this
 * @param span which one this record describes
 * @param blocks on each member
 * @param volumeBlocks of the whole volume
 * @param members references in slot order, one for each member of the span
 * @param starts where the data begins on each of them
 */
record VolumeRecord(
        DdfCrc crc,
        DdfGuid guid,
        long secondsSince1980,
        long sequence,
        int stripShift,
        int level,
        int qualifier,
        int spans,
        int span,
        int secondaryLevel,
        long blocks,
        long volumeBlocks,
        List<Long> members,
        List<Long> starts) {

    static final long MAGIC = 0xeeeeeeeeL;
    static final long NO_MEMBER = 0xffff_ffffL;

    private static final int MEMBERS_AT = 0x200;
    private static final int UNLIMITED = 0xffff;
    private static final int BYTES_PER_MEMBER = 12;

    VolumeRecord {
        members = List.copyOf(members);
        starts = List.copyOf(starts);
    }

    static VolumeRecord of(Block in, DdfHeader header) throws DiskFormatException {
        int count = in.u16(0x40, "primary elements");
        int room = (in.length() - MEMBERS_AT) / BYTES_PER_MEMBER;
        // Adaptec leaves the maximum open; then the addresses begin where the room for references ends.
        int places = header.maxElements() == UNLIMITED ? Math.min(header.maxPhysical(), room) : header.maxElements();
        if (count == 0 || count > places || places > room) {
            throw in.damaged(
                    0x40,
                    "a volume has %d members, its record has room for %d".formatted(count, Math.min(places, room)),
                    DeviceBlocks.NEXT);
        }
        List<Long> members = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        for (int slot = 0; slot < count; slot++) {
            members.add(in.u32(MEMBERS_AT + 4 * slot, "member " + slot));
            starts.add(in.bits64(MEMBERS_AT + 4 * places + 8 * slot, "start LBA of member " + slot));
        }
        return new VolumeRecord(
                DdfCrc.of(in, in.length()),
                DdfGuid.of(in, 0x08),
                in.u32(0x20, "timestamp, seconds since 1980"),
                in.u32(0x24, "sequence"),
                in.u8(0x42, "strip shift"),
                in.u8(0x43, "primary level"),
                in.u8(0x44, "qualifier"),
                in.u8(0x45, "secondary elements"),
                in.u8(0x46, "secondary element sequence"),
                in.u8(0x47, "secondary level"),
                in.bits64(0x48, "blocks per member"),
                in.bits64(0x50, "volume blocks"),
                members,
                starts);
    }

    boolean isSound() {
        return crc != DdfCrc.NEITHER;
    }
}
