package org.p2vworkbench.disks.partclone;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The header of partclone's image format 0002 (partclone 0.3.47, src/partclone.h, image_desc_v2). Packed, little-endian:
 *
 * <pre>
 *   0 "partclone-image" 0   16 writer's version, 14   30 "0002"   34 0xC0DE
 *  36 filesystem, 16   52 device bytes   60 blocks   68 used, says the superblock   76 used, says the bitmap   84 block bytes
 *  88 options' size: 18   92 version: 2   94 CPU bits   96 checksum   98 its bytes   100 blocks per checksum   104 reseed
 * 105 bitmap: 0 none, 1 bits, 8 bytes   106 CRC of 0..105
 * </pre>
 *
 * Behind it come the bitmap with a CRC of its own, both absent without a bitmap, and then the blocks.
 *
 * @param writer version of the program that wrote the image: "0.3.23"
 * @param filesystem as partclone calls it: "EXTFS", "NTFS", "raw"
 * @param deviceBytes of the filesystem or of its device; programs differ, so no size to rely on
 * @param usedBlocks as the superblock counted them; may differ from the next
 * @param usedInBitmap readers count for themselves
 * @param blocksPerSum blocks that each checksum stands behind; 0 without checksums
 * @param reseed whether each checksum is of its strip alone, and not of everything before it too
 */
public record PartcloneHeader(
        String writer,
        String filesystem,
        long deviceBytes,
        long blocks,
        long usedBlocks,
        long usedInBitmap,
        int blockBytes,
        int cpuBits,
        PartcloneChecksum checksum,
        long blocksPerSum,
        boolean reseed,
        BitmapMode bitmap) {

    public static final int SIZE = 110;

    static final String MAGIC = "partclone-image";
    static final int VERSION_AT = 30;
    static final int VERSION_BYTES = 4;
    static final String VERSION = "0002";
    static final String NTFS = "NTFS";

    private static final int WRITER_AT = 16;
    private static final int WRITER_BYTES = 14;
    private static final int ENDIAN_AT = 34;
    private static final int ENDIAN = 0xc0de;
    private static final int FILESYSTEM_AT = 36;
    private static final int FILESYSTEM_BYTES = 16;
    private static final int DEVICE_AT = 52;
    private static final int BLOCKS_AT = 60;
    private static final int USED_AT = 68;
    private static final int USED_IN_BITMAP_AT = 76;
    private static final int BLOCK_BYTES_AT = 84;
    private static final int OPTIONS_AT = 88;
    private static final int OPTIONS_BYTES = 18;
    private static final int NUMBER_AT = 92;
    private static final int NUMBER = 2;
    private static final int CPU_AT = 94;
    private static final int CHECKSUM_AT = 96;
    private static final int SUM_BYTES_AT = 98;
    private static final int PER_SUM_AT = 100;
    private static final int RESEED_AT = 104;
    private static final int BITMAP_AT = 105;
    private static final int CRC_AT = 106;

    private static final String DAMAGED = "The image is damaged; copy it again from where it came from.";

    /** How the bitmap stands in the file; the codes are bits per block. */
    public enum BitmapMode {
        /** Every block is stored. */
        NONE(0),
        BITS(1),
        BYTES(8);

        private final int bitsPerBlock;

        BitmapMode(int bitsPerBlock) {
            this.bitsPerBlock = bitsPerBlock;
        }

        /** Bytes of a bitmap of this kind. */
        public long bytes(long blocks) {
            return this == BITS ? (blocks + Byte.SIZE - 1) / Byte.SIZE : blocks * (bitsPerBlock / Byte.SIZE);
        }
    }

    /** @param bytes the first {@link #SIZE} of an image @param source its name, for errors */
    public static PartcloneHeader decode(String source, byte[] bytes) throws DiskFormatException {
        Fields in = new Fields(source, bytes);
        in.require(in.text(0, MAGIC.length()).equals(MAGIC), 0, "no partclone image here", DAMAGED);
        String version = in.text(VERSION_AT, VERSION_BYTES);
        in.require(
                version.equals(VERSION),
                VERSION_AT,
                "partclone image format '%s'; read here are 0001 and 0002".formatted(version),
                "Restore it with the partclone that made it, and convert the disk.");
        in.require(
                in.u16(ENDIAN_AT) == ENDIAN,
                ENDIAN_AT,
                "the endian mark is 0x%04x, not 0x%04x: a machine of the other byte order wrote it"
                        .formatted(in.u16(ENDIAN_AT), ENDIAN),
                "Restore it on a machine of its own kind, and convert the disk.");
        int crc = CrcSum.of(bytes, 0, CRC_AT);
        in.require(
                in.i32(CRC_AT) == crc,
                CRC_AT,
                "the header's checksum is 0x%08x, its bytes give 0x%08x".formatted(in.i32(CRC_AT), crc),
                DAMAGED);
        in.require(
                in.i32(OPTIONS_AT) == OPTIONS_BYTES && in.u16(NUMBER_AT) == NUMBER,
                OPTIONS_AT,
                "%d bytes of options of version %d; read here are %d of version %d"
                        .formatted(in.u32(OPTIONS_AT), in.u16(NUMBER_AT), OPTIONS_BYTES, NUMBER),
                "A newer partclone wrote it; restore it with that one, and convert the disk.");
        return new PartcloneHeader(
                in.text(WRITER_AT, WRITER_BYTES),
                in.text(FILESYSTEM_AT, FILESYSTEM_BYTES),
                in.count(DEVICE_AT),
                in.count(BLOCKS_AT),
                in.count(USED_AT),
                in.count(USED_IN_BITMAP_AT),
                BlockShape.checked(in.at(BLOCK_BYTES_AT), in.u32(BLOCK_BYTES_AT), in.count(BLOCKS_AT)),
                in.u16(CPU_AT),
                in.checksum(),
                in.u32(PER_SUM_AT),
                in.u8(RESEED_AT) != 0,
                in.bitmap());
    }

    /** The header as it stands in a file. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        put(out, 0, MAGIC, MAGIC.length() + 1);
        put(out, WRITER_AT, writer, WRITER_BYTES);
        put(out, VERSION_AT, VERSION, VERSION_BYTES);
        out.putShort(ENDIAN_AT, (short) ENDIAN);
        put(out, FILESYSTEM_AT, filesystem, FILESYSTEM_BYTES);
        out.putLong(DEVICE_AT, deviceBytes).putLong(BLOCKS_AT, blocks);
        out.putLong(USED_AT, usedBlocks).putLong(USED_IN_BITMAP_AT, usedInBitmap);
        out.putInt(BLOCK_BYTES_AT, blockBytes).putInt(OPTIONS_AT, OPTIONS_BYTES);
        out.putShort(NUMBER_AT, (short) NUMBER).putShort(CPU_AT, (short) cpuBits);
        out.putShort(CHECKSUM_AT, (short) checksum.code()).putShort(SUM_BYTES_AT, (short) checksum.sumBytes());
        out.putInt(PER_SUM_AT, (int) blocksPerSum);
        out.put(RESEED_AT, (byte) (reseed ? 1 : 0)).put(BITMAP_AT, (byte) bitmap.bitsPerBlock);
        out.putInt(CRC_AT, CrcSum.of(out.array(), 0, CRC_AT));
        return out.array();
    }

    /** The CRC that follows the bitmap, in the byte order of the file. */
    public static byte[] bitmapCrc(byte[] bitmap) {
        CrcSum sum = new CrcSum();
        sum.update(bitmap, 0, bitmap.length);
        return sum.stored();
    }

    private static void put(ByteBuffer out, int at, String text, int room) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > room) {
            throw new IllegalArgumentException("'%s' has more than %d characters".formatted(text, room));
        }
        out.put(at, bytes);
    }

    /** Reads fields, and says where one is that cannot be true. */
    private record Fields(String source, ByteBuffer bytes) {

        Fields(String source, byte[] bytes) {
            this(source, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        }

        DiskAddress at(int at) {
            return new DiskAddress(source, at);
        }

        void require(boolean holds, int at, String what, String next) throws DiskFormatException {
            if (!holds) {
                throw new DiskFormatException(at(at), what, next);
            }
        }

        int u8(int at) {
            return Byte.toUnsignedInt(bytes.get(at));
        }

        int u16(int at) {
            return Short.toUnsignedInt(bytes.getShort(at));
        }

        int i32(int at) {
            return bytes.getInt(at);
        }

        long u32(int at) {
            return Integer.toUnsignedLong(bytes.getInt(at));
        }

        long count(int at) throws DiskFormatException {
            long value = bytes.getLong(at);
            require(value >= 0, at, "0x%016x is larger than any disk".formatted(value), DAMAGED);
            return value;
        }

        String text(int at, int room) {
            String all = new String(bytes.array(), at, room, StandardCharsets.ISO_8859_1);
            int end = all.indexOf(0);
            return end < 0 ? all : all.substring(0, end);
        }

        PartcloneChecksum checksum() throws DiskFormatException {
            int code = u16(CHECKSUM_AT);
            PartcloneChecksum mode = PartcloneChecksum.of(code)
                    .orElseThrow(() -> new DiskFormatException(
                            at(CHECKSUM_AT),
                            "checksums of kind 0x%02x, which is not known here".formatted(code),
                            "A newer partclone wrote it; restore it with that one, and convert the disk."));
            require(
                    u16(SUM_BYTES_AT) == mode.sumBytes() && (mode == PartcloneChecksum.NONE || u32(PER_SUM_AT) > 0),
                    SUM_BYTES_AT,
                    "%s checksums of %d bytes, each for %d blocks".formatted(mode, u16(SUM_BYTES_AT), u32(PER_SUM_AT)),
                    DAMAGED);
            return mode;
        }

        BitmapMode bitmap() throws DiskFormatException {
            for (BitmapMode mode : BitmapMode.values()) {
                if (mode.bitsPerBlock == u8(BITMAP_AT)) {
                    return mode;
                }
            }
            throw new DiskFormatException(
                    at(BITMAP_AT), "a bitmap of %d bits per block".formatted(u8(BITMAP_AT)), DAMAGED);
        }
    }
}
