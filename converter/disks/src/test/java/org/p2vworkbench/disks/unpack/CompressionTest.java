package org.p2vworkbench.disks.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;

final class CompressionTest {

    /** Half noise, half text. */
    private static byte[] content(int seed) {
        byte[] bytes = new byte[300_000];
        new Random(seed).nextBytes(bytes);
        Arrays.fill(bytes, 100_000, 250_000, (byte) 'x');
        return bytes;
    }

    private static byte[] packed(Compression compression, byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = into(compression, packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static OutputStream into(Compression compression, ByteArrayOutputStream packed) throws IOException {
        return switch (compression) {
            case GZIP -> new GZIPOutputStream(packed);
            case BZIP2 -> new BZip2CompressorOutputStream(packed);
            case XZ -> new XZCompressorOutputStream(packed);
            case LZMA -> new LZMACompressorOutputStream(packed);
            case ZSTD ->
                new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        packed.writeBytes(Zstd.compress(toByteArray()));
                    }
                };
            case LZ4 -> new FramedLZ4CompressorOutputStream(packed);
            default -> packed;
        };
    }

    private static byte[] unpacked(Compression compression, byte[] packed) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[10_007];
        try (Unpacked in = compression.open(new MemorySource("sda1.img", packed))) {
            for (int got = in.read(piece, 0, piece.length); got > 0; got = in.read(piece, 0, piece.length)) {
                all.write(piece, 0, got);
            }
            assertThat(in.position()).isEqualTo(all.size());
            assertThat(in.ended()).isTrue();
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "XZ", "LZMA", "ZSTD", "LZ4", "NONE"})
    void contentComesOutAsItWentIn(Compression compression) throws IOException {
        byte[] packed = packed(compression, content(1));

        assertThat(Compression.of(new MemorySource("a", packed))).isEqualTo(compression);
        assertThat(Compression.named(compression.ending())).contains(compression);
        assertThat(unpacked(compression, packed)).isEqualTo(content(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "XZ", "ZSTD", "LZ4"})
    void membersAfterOneAnotherAreOneContent(Compression compression) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(packed(compression, content(1)));
        packed.writeBytes(packed(compression, content(2)));

        byte[] both = unpacked(compression, packed.toByteArray());

        assertThat(both).hasSize(600_000).startsWith(content(1)).endsWith(content(2));
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "XZ", "ZSTD", "LZ4", "LZMA"})
    void aStreamThatIsCutOrDamagedIsSaidToBe(Compression compression) throws IOException {
        byte[] packed = packed(compression, content(1));
        byte[] damaged = packed.clone();
        Arrays.fill(damaged, packed.length / 2, packed.length / 2 + 40, (byte) 0xa5);

        assertThatThrownBy(() -> unpacked(compression, Arrays.copyOf(packed, packed.length - 20)))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("sda1.img @")
                .hasMessageContaining("the %s stream is".formatted(compression.ending()));
        if (compression != Compression.LZMA && compression != Compression.ZSTD) {
            // These two have no checksum of their own here; partclone's find the damage.
            assertThatThrownBy(() -> unpacked(compression, damaged)).isInstanceOf(DiskFormatException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LZOP", "LZIP", "LRZIP"})
    void whatIsNotReadNamesTheProgramThatDoes(Compression compression) {
        assertThatThrownBy(() -> compression.open(new MemorySource("sda1.lzo", new byte[9])))
                .hasMessageContaining("which is not read here")
                .extracting(failure -> ((DiskFormatException) failure).next())
                .asString()
                .contains("Unpack it with", "rename the result to end in .uncomp");
    }
}
