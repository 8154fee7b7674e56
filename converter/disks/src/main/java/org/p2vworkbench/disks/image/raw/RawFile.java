package org.p2vworkbench.disks.image.raw;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

/** The bytes of a regular file or a block device, opened for reading only. */
public final class RawFile implements BlockSource {

    /** S_IFMT and S_IFBLK of inode(7). */
    private static final int TYPE_OF_FILE = 0170000;

    private static final int BLOCK_DEVICE = 0060000;

    private final String name;
    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final HoleMap holes;
    private List<Extent> map = List.of();

    private RawFile(String name, Path path, FileChannel channel, long size, HoleMap holes) {
        this.name = name;
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.holes = holes;
    }

    public static RawFile open(Path path) throws IOException {
        return open(path, HoleMap.UNKNOWN);
    }

    public static RawFile open(Path path, HoleMap holes) throws IOException {
        refuseUnlessOfBytes(path);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new RawFile(path.getFileName().toString(), path, channel, sizeOf(channel), holes);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Opening a pipe waits for whoever writes to it, and a character device may have no end. */
    private static void refuseUnlessOfBytes(Path path) throws IOException {
        if (Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
            return;
        }
        int type = (int) Files.getAttribute(path, "unix:mode") & TYPE_OF_FILE;
        if (type != BLOCK_DEVICE) {
            throw new DiskFormatException(
                    new DiskAddress(path.toString(), 0),
                    "is neither a file nor a block device",
                    "Name a disk image or a block device; write what comes out of a pipe to a file first.");
        }
    }

    /** For programs that must be told which file it is. */
    public Path path() {
        return path;
    }

    /** A block device has no file size; seeking to its end finds it. */
    private static long sizeOf(FileChannel channel) throws IOException {
        long size = channel.size();
        return size > 0 ? size : SeekedSize.of(channel);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        long at = offset;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                throw new EOFException(
                        "%s ends at 0x%x, it was 0x%x bytes long when it was opened".formatted(name, at, size));
            }
            at += count;
        }
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        List<Extent> runs = runs();
        Extents.Builder wanted = new Extents.Builder(from);
        for (int i = firstEndingAfter(runs, from); i < runs.size() && wanted.end() < to; i++) {
            Extent run = runs.get(i);
            wanted.add(Math.min(run.end(), to) - wanted.end(), run.kind());
        }
        return wanted.build();
    }

    private synchronized List<Extent> runs() throws IOException {
        if (map.isEmpty() && size > 0) {
            map = new ArrayList<>(holes.of(path, size).runs());
        }
        return map;
    }

    private static int firstEndingAfter(List<Extent> runs, long offset) {
        int low = 0;
        int high = runs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (runs.get(middle).end() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
