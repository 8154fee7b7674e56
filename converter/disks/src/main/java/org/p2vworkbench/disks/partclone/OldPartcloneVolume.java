package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.unpack.Unpacked;

/**
 * An image of format 0001, before partclone 0.3.0 (partclone 0.2.91, src/partclone.h, image_head). Little-endian, and
 * nothing in it has a checksum but the blocks:
 *
 * <pre>
 *   0 "partclone-image"   15 filesystem, 15   30 "0001"   36 block bytes, 4   40 device bytes   48 blocks   56 used
 *   4160 a byte per block, 1 is used   then "BiTmAgIc", then each used block and its checksum
 * </pre>
 *
 * Some builds for 64 bits wrote 8 bytes for a checksum of 4; which ones did cannot be told but by trying
 * ({@link OldSums}).
 */
final class OldPartcloneVolume implements SavedVolume {

    static final String VERSION = "0001";

    private static final int FILESYSTEM_AT = 15;
    private static final int FILESYSTEM_BYTES = 15;
    private static final int BLOCK_BYTES_AT = 36;
    private static final int BLOCKS_AT = 48;
    private static final int HEADER_BYTES = 4160;
    private static final String BITMAP_END = "BiTmAgIc";

    private final String filesystem;
    private final int blockBytes;
    private final BlockBitmap bitmap;
    private final StreamOpener opener;
    private final int sumBytes;

    private OldPartcloneVolume(
            String filesystem, int blockBytes, BlockBitmap bitmap, StreamOpener opener, int sumBytes) {
        this.filesystem = filesystem;
        this.blockBytes = blockBytes;
        this.bitmap = bitmap;
        this.opener = opener;
        this.sumBytes = sumBytes;
    }

    /** @param first bytes read already, {@link PartcloneHeader#SIZE} of them @param mostBytes of a volume */
    static OldPartcloneVolume read(byte[] first, Unpacked in, StreamOpener opener, long mostBytes) throws IOException {
        ByteBuffer fields = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
        long blocks = fields.getLong(BLOCKS_AT);
        int blockBytes = BlockShape.checked(
                new DiskAddress(in.name(), BLOCK_BYTES_AT),
                Integer.toUnsignedLong(fields.getInt(BLOCK_BYTES_AT)),
                blocks);
        BlockShape.requireFits(in.name(), blocks * blockBytes, mostBytes);
        Passed.over(in, HEADER_BYTES - first.length);
        BlockBitmap bitmap = new BlockBitmap(blocks);
        try {
            CrcSum nobodyStoredIt = new CrcSum();
            for (int page = 0; page < bitmap.pages(); page++) {
                byte[] bits = new byte[BlockBitmap.PAGE_BYTES];
                BitmapBytes.read(in, bitmap.blocksIn(page), bits, nobodyStoredIt);
                bitmap.fill(page, bits);
            }
            long at = in.position();
            byte[] mark = new byte[BITMAP_END.length()];
            in.readFully(mark, 0, mark.length);
            if (!BITMAP_END.equals(Ascii.of(mark, 0, mark.length))) {
                throw new DiskFormatException(
                        new DiskAddress(in.name(), at),
                        "no '%s' behind the bitmap".formatted(BITMAP_END),
                        "The image is damaged; copy it again from where it came from.");
            }
            int sumBytes = OldSums.width(in, blockBytes, bitmap.used());
            return new OldPartcloneVolume(
                    Ascii.of(first, FILESYSTEM_AT, FILESYSTEM_BYTES), blockBytes, bitmap, opener, sumBytes);
        } catch (IOException | RuntimeException failure) {
            bitmap.close();
            throw failure;
        }
    }

    @Override
    public String format() {
        return "partclone 0001 " + filesystem;
    }

    @Override
    public long size() {
        return bitmap.blocks() * blockBytes;
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        return new UsedRuns(bitmap, blockBytes).in(from, to);
    }

    @Override
    public boolean lacksLastSector() {
        return filesystem.equals(PartcloneHeader.NTFS);
    }

    @Override
    public VolumeStream stream() throws IOException {
        Unpacked in = opener.open();
        Passed.over(in, HEADER_BYTES + bitmap.blocks() + BITMAP_END.length());
        return new OldStream(in, bitmap, blockBytes, sumBytes);
    }

    @Override
    public List<String> notes() {
        return List.of("was saved by a partclone whose checksums prove nothing: damage in it cannot be seen");
    }

    @Override
    public void close() throws IOException {
        bitmap.close();
    }
}
