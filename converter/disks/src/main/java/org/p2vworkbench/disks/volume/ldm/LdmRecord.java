package org.p2vworkbench.disks.volume.ldm;

import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * One record of the database (libldm src/ldm.c, _parse_vblk_*). A volume has components, a component has partitions, a
 * partition lies on a disk; each names its parent. Sizes and offsets are in sectors.
 */
sealed interface LdmRecord {

    /** The kinds of components. */
    enum Kind {
        STRIPED,
        SPANNED,
        RAID5
    }

    /** @param hint the drive letter it had last: "E:" */
    record OfVolume(long id, String name, String state, long components, long sectors, String guid, String hint)
            implements LdmRecord {}

    record OfComponent(long id, Kind kind, long partitions, long volume, long chunkSectors, long columns)
            implements LdmRecord {}

    /** @param start counted from the start of the disk's data */
    record OfPartition(
            long id, String name, long start, long volumeOffset, long sectors, long component, long disk, long column)
            implements LdmRecord {}

    record OfDisk(long id, String name, String guid) implements LdmRecord {}

    /** Empty for a blank record and for that of the group, which the headers tell all of. */
    static Optional<LdmRecord> parse(RecordCursor in) throws DiskFormatException {
        in.skip(2);
        int flags = in.u8();
        int type = in.u8();
        in.skip(4);
        return switch (type) {
            case 0x00, 0x35, 0x45 -> Optional.empty();
            case 0x51 -> Optional.of(volume(in, flags));
            case 0x32 -> Optional.of(component(in, flags));
            case 0x33 -> Optional.of(partition(in, flags));
            case 0x34 ->
                Optional.of(new OfDisk(in.number(), in.text(), in.text().toLowerCase(Locale.ROOT)));
            case 0x44 ->
                Optional.of(new OfDisk(in.number(), in.text(), in.guid().toString()));
            default -> throw in.damaged("type 0x%02x is not known".formatted(type));
        };
    }

    private static OfVolume volume(RecordCursor in, int flags) throws DiskFormatException {
        long id = in.number();
        String name = in.text();
        in.text(); // "gen" or "raid5", which its component tells too
        in.text(); // nothing, or "8000000000000000" in a volume without a drive letter
        String state = in.text(14);
        in.skip(1 + 1 + 1 + 3 + 1);
        long components = in.number();
        in.skip(8 + 8);
        long sectors = in.number();
        in.skip(4 + 1);
        String guid = in.guid().toString();
        if ((flags & 0x08) != 0) {
            in.text();
        }
        if ((flags & 0x20) != 0) {
            in.text();
        }
        if ((flags & 0x80) != 0) {
            in.text();
        }
        String hint = (flags & 0x02) != 0 ? in.text() : "";
        return new OfVolume(id, name, state, components, sectors, guid, hint);
    }

    private static OfComponent component(RecordCursor in, int flags) throws DiskFormatException {
        long id = in.number();
        in.text();
        in.text();
        int kind = in.u8();
        if (kind < 1 || kind > Kind.values().length) {
            throw in.damaged("component %d is of kind %d, known are 1 to 3".formatted(id, kind));
        }
        in.skip(4);
        long partitions = in.number();
        in.skip(8 + 8);
        long volume = in.number();
        in.skip(1);
        boolean inColumns = (flags & 0x10) != 0;
        long chunkSectors = inColumns ? in.number() : 0;
        long columns = inColumns ? in.number() : 0;
        return new OfComponent(id, Kind.values()[kind - 1], partitions, volume, chunkSectors, columns);
    }

    private static OfPartition partition(RecordCursor in, int flags) throws DiskFormatException {
        long id = in.number();
        String name = in.text();
        in.skip(4 + 8);
        long start = in.size();
        long volumeOffset = in.size();
        long sectors = in.number();
        long component = in.number();
        long disk = in.number();
        long column = (flags & 0x08) != 0 ? in.number() : 0;
        return new OfPartition(id, name, start, volumeOffset, sectors, component, disk, column);
    }
}
