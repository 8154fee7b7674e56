package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.Siblings;
import org.p2vworkbench.disks.image.raw.HoleMap;

/** Ways to a disk under test: an image file with its folder, or bytes with nothing around them. */
final class Opened {

    private Opened() {}

    static DiskImage file(Path image) throws IOException {
        return ImageFormats.all().open(FolderSiblings.named(image, false, HoleMap.UNKNOWN), Optional.empty());
    }

    static DiskImage bytes(byte[] image) throws IOException {
        MemorySource source = new MemorySource("test", image);
        return ImageFormats.all().open(new Siblings.Sibling(source, new Alone(), "test"), Optional.of("qcow2"));
    }

    static byte[] content(BlockSource source) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(source.size()));
        source.read(0, all);
        return all.array();
    }

    /** The first byte within a run said to be zero that is none, or -1. */
    static int firstFalseZero(BlockSource source, byte[] content) throws IOException {
        for (Extent run : source.extents(0, source.size())) {
            for (int at = (int) run.offset(); run.isZero() && at < run.end(); at++) {
                if (content[at] != 0) {
                    return at;
                }
            }
        }
        return -1;
    }

    static String sha256(BlockSource source) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer chunk = ByteBuffer.allocate(1 << 20);
            for (long at = 0; at < source.size(); at += chunk.limit()) {
                chunk.clear().limit((int) Math.min(chunk.capacity(), source.size() - at));
                source.read(at, chunk);
                digest.update(chunk.flip());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }

    private record Alone() implements Siblings {

        @Override
        public Sibling open(String reference, DiskAddress namedAt) throws IOException {
            throw new DiskFormatException(namedAt, "names " + reference, "There is nothing beside it.");
        }

        @Override
        public boolean has(String reference) {
            return false;
        }
    }
}
