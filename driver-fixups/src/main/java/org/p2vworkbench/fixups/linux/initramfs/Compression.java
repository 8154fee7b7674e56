package org.p2vworkbench.fixups.linux.initramfs;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.SingleXZInputStream;

/** What the kernel can decompress, by the first bytes it knows it by (lib/decompress.c). */
enum Compression {
    GZIP("1f8b") {
        @Override
        InputStream decompress(PositionStream in) throws IOException {
            return GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(false)
                    .get();
        }
    },
    XZ("fd377a585a00") {
        @Override
        InputStream decompress(PositionStream in) throws IOException {
            return new SingleXZInputStream(in, MOST_MEMORY_KIB);
        }
    },
    ZSTD("28b52ffd") {
        @Override
        InputStream decompress(PositionStream in) throws IOException {
            return new ZstdInputStreamNoFinalizer(new ZstdFrame(in)).setLongMax(MOST_ZSTD_WINDOW_LOG);
        }
    },
    /** The old frame of lz4 and not the one that the program writes by default. */
    LZ4("02214c18") {
        @Override
        InputStream decompress(PositionStream in) {
            return new Lz4LegacyStream(in);
        }
    },
    LZMA("5d0000") {
        @Override
        InputStream decompress(PositionStream in) throws IOException {
            return new LZMAInputStream(in, MOST_MEMORY_KIB);
        }
    },
    BZIP2("425a68") {
        @Override
        InputStream decompress(PositionStream in) throws IOException {
            return new BZip2CompressorInputStream(in, false);
        }
    };

    /** Dictionaries of 64 MiB, which is what the strongest levels of xz make; a damaged header asks for gigabytes. */
    private static final int MOST_MEMORY_KIB = 80 << 10;

    /** 128 MiB, the most that zstd takes without being asked to, and the kernel too. */
    private static final int MOST_ZSTD_WINDOW_LOG = 27;

    private final byte[] magic;

    Compression(String magic) {
        this.magic = HexFormat.of().parseHex(magic);
    }

    static Optional<Compression> of(byte[] first) {
        return Arrays.stream(values())
                .filter(each -> first.length >= each.magic.length
                        && Arrays.equals(first, 0, each.magic.length, each.magic, 0, each.magic.length))
                .findFirst();
    }

    /** One stream's bytes; when they are read to the end, {@code in} stands behind it. */
    abstract InputStream decompress(PositionStream in) throws IOException;
}
