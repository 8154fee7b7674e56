package org.p2vworkbench.disks.unpack;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * How a file is compressed. Several members, frames or streams after one another are one content, as for the programs
 * that make them. Three formats are known by name only; they say with which program to unpack them.
 */
public enum Compression {
    GZIP("gz", "1f8b", "") {
        @Override
        InputStream around(InputStream in) throws IOException {
            return GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get();
        }
    },
    BZIP2("bz2", "425a68", "") {
        @Override
        InputStream around(InputStream in) throws IOException {
            return new BZip2CompressorInputStream(in, true);
        }
    },
    XZ("xz", "fd377a585a00", "") {
        @Override
        InputStream around(InputStream in) throws IOException {
            return XZCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .setMemoryLimitKiB(MOST_MEMORY_KIB)
                    .get();
        }
    },
    LZMA("lzma", "5d0000", "") {
        @Override
        InputStream around(InputStream in) throws IOException {
            return LZMACompressorInputStream.builder()
                    .setInputStream(in)
                    .setMemoryLimitKiB(MOST_MEMORY_KIB)
                    .get();
        }
    },
    ZSTD("zst", "28b52ffd", "") {
        @Override
        InputStream around(InputStream in) throws IOException {
            return new ZstdInputStreamNoFinalizer(in).setLongMax(LONGEST_WINDOW_LOG);
        }
    },
    LZ4("lz4", "04224d18", "") {
        @Override
        InputStream around(InputStream in) throws IOException {
            return new FramedLZ4CompressorInputStream(in, true);
        }
    },
    LZOP("lzo", "894c5a4f", "lzop -d"),
    LZIP("lzip", "4c5a4950", "lzip -d"),
    LRZIP("lrz", "4c525a49", "lrunzip"),
    NONE("uncomp", "", "") {
        @Override
        InputStream around(InputStream in) {
            return in;
        }
    };

    /** The xz tools' largest preset takes 65 MiB; the heap of this program is 256 MiB for any disk. */
    private static final int MOST_MEMORY_KIB = 100 << 10;

    /** What the zstd tool itself reads without being asked to: 128 MiB, outside of the heap. */
    private static final int LONGEST_WINDOW_LOG = 27;

    private static final int LONGEST_MAGIC = 6;

    private final String ending;
    private final byte[] magic;
    private final String program;

    Compression(String ending, String magic, String program) {
        this.ending = ending;
        this.magic = HexFormat.of().parseHex(magic);
        this.program = program;
    }

    /** As Clonezilla names it at the end of a file's name: "zst", "uncomp". */
    public String ending() {
        return ending;
    }

    public static Optional<Compression> named(String ending) {
        return Arrays.stream(values())
                .filter(compression -> compression.ending.equals(ending))
                .findFirst();
    }

    /** By the first bytes; {@link #NONE} for whatever is not known. */
    public static Compression of(BlockSource packed) throws IOException {
        ByteBuffer first = ByteBuffer.allocate((int) Math.min(LONGEST_MAGIC, packed.size()));
        packed.read(0, first);
        return Arrays.stream(values())
                .filter(compression -> compression.starts(first.array()))
                .findFirst()
                .orElse(NONE);
    }

    /** Whether a file that begins like this can be of this kind. */
    private boolean starts(byte[] first) {
        return first.length >= magic.length && Arrays.equals(magic, 0, magic.length, first, 0, magic.length);
    }

    /** What {@code packed} holds, from its beginning. The source stays open when this is closed. */
    public Unpacked open(BlockSource packed) throws IOException {
        if (!program.isEmpty()) {
            throw new DiskFormatException(
                    new DiskAddress(packed.name(), 0),
                    "is compressed by %s, which is not read here".formatted(program.split(" ")[0]),
                    "Unpack it with '%s', rename the result to end in .%s, and run the same command again."
                            .formatted(program, NONE.ending));
        }
        return new Unpacked(this, packed);
    }

    /** The decompressor; only of those that are read here. */
    InputStream around(InputStream in) throws IOException {
        throw new AssertionError(this);
    }
}
