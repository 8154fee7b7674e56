package org.p2vworkbench.disks.raid.imsm;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * What all members of a group carry alike: its disks and its volumes. Little-endian; sizes in sectors of the disk.
 *
 * @param originalFamily names the group for good; 0 where old software left it out
 * @param generation grows with every change
 */
record ImsmRecord(
        String version,
        boolean isSound,
        long checksum,
        int bytes,
        long family,
        long generation,
        long attributes,
        long originalFamily,
        long badBlockLogBytes,
        long creationTime,
        List<ImsmDisk> disks,
        List<ImsmVolume> volumes) {

    static final String SIGNATURE = "Intel Raid ISM Cfg Sig. ";
    static final int HEADER = 0xd8;
    static final int MOST_BYTES = 1 << 20;

    private static final int CHECKSUM_AT = 0x20;
    private static final String NEXT = "The disk's IMSM metadata is damaged; those of the other members are looked at.";

    ImsmRecord {
        disks = List.copyOf(disks);
        volumes = List.copyOf(volumes);
    }

    /** How many bytes the record has, by its first sector. */
    static int length(Block anchor) throws DiskFormatException {
        long bytes = anchor.u32(0x24, "record bytes");
        if (bytes < HEADER || bytes > MOST_BYTES) {
            throw anchor.damaged(0x24, "the IMSM record is said to have %d bytes".formatted(bytes), NEXT);
        }
        return (int) bytes;
    }

    static ImsmRecord of(Block in) throws DiskFormatException {
        int bytes = length(in);
        require(in, 0, bytes, "the record");
        int diskCount = in.u8(0x38, "disks");
        int volumeCount = in.u8(0x39, "volumes");
        List<ImsmDisk> disks = new ArrayList<>();
        int at = HEADER;
        for (int i = 0; i < diskCount; i++, at += ImsmDisk.SIZE) {
            disks.add(ImsmDisk.of(in, at));
        }
        List<ImsmVolume> volumes = new ArrayList<>();
        for (int i = 0; i < volumeCount; i++) {
            ImsmVolume volume = ImsmVolume.of(in, at);
            volumes.add(volume);
            at += volume.bytes();
        }
        long checksum = in.u32(CHECKSUM_AT, "checksum");
        return new ImsmRecord(
                in.ascii(SIGNATURE.length(), 8, "version"),
                checksum == sum(in, bytes),
                checksum,
                bytes,
                in.u32(0x28, "family"),
                in.u32(0x2c, "generation"),
                in.u32(0x34, "attributes"),
                in.u32(0x40, "original family"),
                in.u32(0x48, "bad-block log bytes"),
                in.bits64(0x50, "creation time"),
                disks,
                volumes);
    }

    /** What names the group. */
    long group() {
        return originalFamily != 0 ? originalFamily : family;
    }

    /** Whether both give each disk and each slot the same state: then one may be behind by a clean shutdown only. */
    boolean agreesWith(ImsmRecord other) {
        return disks.equals(other.disks) && maps().equals(other.maps());
    }

    private List<ImsmMap> maps() {
        return volumes.stream().map(ImsmVolume::map).toList();
    }

    /** The sum of all words but the checksum's own. */
    private static long sum(Block in, int bytes) {
        ByteBuffer words = in.view();
        int sum = 0;
        for (int at = 0; at + 4 <= bytes; at += 4) {
            sum += at == CHECKSUM_AT ? 0 : words.getInt(at);
        }
        return Integer.toUnsignedLong(sum);
    }

    static void require(Block in, int at, int length, String what) throws DiskFormatException {
        if (length > in.length() - at) {
            throw in.damaged(
                    Math.min(at, in.length()),
                    "%s of %d bytes does not fit into the %d of the IMSM record".formatted(what, length, in.length()),
                    NEXT);
        }
    }

    /** Two words that were one before disks outgrew it. */
    static long wide(Block in, int lowAt, int highAt, String name) {
        return in.u32(lowAt, name) | in.u32(highAt, name + ", high") << 32;
    }
}
