package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.unpack.Unpacked;

/** An image of format 0002: {@link PartcloneHeader}, bitmap, and strips of blocks with a sum behind each. */
final class PartcloneVolume implements SavedVolume {

    private static final int BITMAP_CRC_BYTES = 4;

    private final PartcloneHeader header;
    private final BlockBitmap bitmap;
    private final StreamOpener opener;

    private PartcloneVolume(PartcloneHeader header, BlockBitmap bitmap, StreamOpener opener) {
        this.header = header;
        this.bitmap = bitmap;
        this.opener = opener;
    }

    /** @param first the header's bytes, read already @param in where the bitmap comes next @param mostBytes of a volume */
    static PartcloneVolume read(byte[] first, Unpacked in, StreamOpener opener, long mostBytes) throws IOException {
        PartcloneHeader header = PartcloneHeader.decode(in.name(), first);
        BlockShape.requireFits(in.name(), header.blocks() * header.blockBytes(), mostBytes);
        BlockBitmap bitmap = new BlockBitmap(header.blocks());
        try {
            fill(bitmap, header, in);
            return new PartcloneVolume(header, bitmap, opener);
        } catch (IOException | RuntimeException failure) {
            bitmap.close();
            throw failure;
        }
    }

    private static void fill(BlockBitmap bitmap, PartcloneHeader header, Unpacked in) throws IOException {
        if (header.bitmap() == PartcloneHeader.BitmapMode.NONE) {
            bitmap.fillWhole();
            return;
        }
        CrcSum sum = new CrcSum();
        for (int page = 0; page < bitmap.pages(); page++) {
            byte[] bits = new byte[BlockBitmap.PAGE_BYTES];
            int blocks = bitmap.blocksIn(page);
            if (header.bitmap() == PartcloneHeader.BitmapMode.BITS) {
                in.readFully(bits, 0, (blocks + 7) / 8);
                sum.update(bits, 0, (blocks + 7) / 8);
            } else {
                BitmapBytes.read(in, blocks, bits, sum);
            }
            bitmap.fill(page, bits);
        }
        byte[] stored = new byte[BITMAP_CRC_BYTES];
        in.readFully(stored, 0, stored.length);
        if (!Arrays.equals(stored, sum.stored())) {
            throw new DiskFormatException(
                    new DiskAddress(in.name(), PartcloneHeader.SIZE),
                    "the bitmap's checksum is %s, its bytes give %s"
                            .formatted(
                                    HexFormat.of().formatHex(stored),
                                    HexFormat.of().formatHex(sum.stored())),
                    "The image is damaged; copy it again from where it came from.");
        }
    }

    PartcloneHeader header() {
        return header;
    }

    @Override
    public String format() {
        return "partclone 0002 " + header.filesystem();
    }

    @Override
    public long size() {
        return header.blocks() * header.blockBytes();
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        return new UsedRuns(bitmap, header.blockBytes()).in(from, to);
    }

    @Override
    public boolean lacksLastSector() {
        return header.filesystem().equals(PartcloneHeader.NTFS);
    }

    @Override
    public VolumeStream stream() throws IOException {
        Unpacked in = opener.open();
        long skip = PartcloneHeader.SIZE + header.bitmap().bytes(header.blocks());
        Passed.over(in, header.bitmap() == PartcloneHeader.BitmapMode.NONE ? skip : skip + BITMAP_CRC_BYTES);
        return new StripStream(in, bitmap, header);
    }

    @Override
    public List<String> notes() {
        return header.checksum() == PartcloneChecksum.NONE
                ? List.of("was saved without checksums: damage in it cannot be seen")
                : List.of();
    }

    @Override
    public void close() throws IOException {
        bitmap.close();
    }
}
