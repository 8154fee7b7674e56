package org.p2vworkbench.fixups.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * A registry hive, for reading. What it says is checked where it is read: its bins and cells when it is opened, keys and
 * values when they are asked for. Reads may come from several threads.
 */
public final class Hive {

    private final HiveBytes in;
    private final BaseBlock base;
    private final HiveKey root;

    private Hive(HiveBytes in, BaseBlock base, HiveCells cells) throws HiveFormatException {
        this.in = in;
        this.base = base;
        this.root = HiveKey.root(cells, base.rootCell());
    }

    /** Maps a file, which must stay as it is while the hive is in use. */
    public static Hive open(Path file) throws IOException {
        return open(file.getFileName().toString(), map(file));
    }

    /** @param name for messages, where that of the file would say nothing */
    public static Hive open(String name, Path file) throws IOException {
        return open(name, map(file));
    }

    /** @param name for messages: "SYSTEM of web01" */
    public static Hive open(String name, ByteBuffer bytes) throws HiveFormatException {
        HiveBytes in = new HiveBytes(name, bytes);
        BaseBlock base = BaseBlock.parse(in);
        if (base.fileType() != BaseBlock.HIVE) {
            throw in.refused(
                    BaseBlock.FILE_TYPE_AT,
                    "this is a transaction log (file type %d), not a hive".formatted(base.fileType()),
                    "Give the hive itself, which has the same name without .LOG.");
        }
        return new Hive(in, base, HiveCells.walk(in, base.binsBytes(), base.dirty()));
    }

    static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new HiveFormatException(
                        file.getFileName().toString(),
                        Integer.MAX_VALUE,
                        "%d bytes; a hive has at most 2 GiB".formatted(channel.size()),
                        "See whether this file is a registry hive at all.");
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    public String name() {
        return in.name();
    }

    public HiveKey root() {
        return root;
    }

    /** The key at a path below the root, names separated by backslashes; the empty path is the root. */
    public Optional<HiveKey> key(String path) throws HiveFormatException {
        return root.key(path);
    }

    /** What was changed last may be missing, because it is still in the logs; see {@link HiveLogs}. */
    public boolean dirty() {
        return base.dirty();
    }

    /** "1.5"; Windows XP and later write 1.5 or 1.3, NT 4 and 2000 write 1.3. */
    public String version() {
        return "1." + base.minorVersion();
    }

    public Instant lastWritten() {
        return FileTime.instant(base.lastWritten());
    }
}
