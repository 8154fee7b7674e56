package org.p2vworkbench.disks.image.blocks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.raw.HoleMap;

/** Opening and reading images in tests. */
public final class Images {

    private Images() {}

    /** The image of that name among files in memory, its format found by content. */
    public static DiskImage open(Map<String, byte[]> files, String name) throws IOException {
        return ImageFormats.all().open(new TestFolder(files).open(name, new DiskAddress("test", 0)), Optional.empty());
    }

    public static DiskImage open(byte[] file) throws IOException {
        return open(Map.of("image", file), "image");
    }

    public static DiskImage open(Path file) throws IOException {
        return ImageFormats.all().open(FolderSiblings.named(file, false, HoleMap.UNKNOWN), Optional.empty());
    }

    /** What the format {@code name} makes of a file, whatever it looks like. */
    public static DiskImage openAs(String name, Map<String, byte[]> files, String image) throws IOException {
        return ImageFormats.all()
                .open(new TestFolder(files).open(image, new DiskAddress("test", 0)), Optional.of(name));
    }

    public static byte[] content(BlockSource source) throws IOException {
        ByteBuffer into = ByteBuffer.allocate((int) source.size());
        source.read(0, into);
        return into.array();
    }

    public static String sha256(BlockSource source) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer chunk = ByteBuffer.allocate(1 << 20);
            for (long at = 0; at < source.size(); at += chunk.limit()) {
                chunk.clear().limit((int) Math.min(chunk.capacity(), source.size() - at));
                source.read(at, chunk);
                digest.update(chunk.flip());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }
}
