package org.p2vworkbench.disks.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.p2vworkbench.fixtures.OutsideTool;

/** Streams of frames: ordinary to decompressors, and each frame readable by itself. */
final class FrameStreamTest {

    private static final int FRAME = 1000;

    @TempDir
    Path folder;

    private record Made(byte[] stored, List<Integer> frames) {}

    private static Made made(FrameCodec codec, byte[] plain, int threads) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FrameStream frames = new FrameStream(out, codec, codec.usualLevel(), threads, FRAME)) {
            for (int at = 0; at < plain.length; at += 333) {
                frames.write(plain, at, Math.min(333, plain.length - at));
            }
            frames.finish();
            return new Made(out.toByteArray(), frames.storedBytes());
        }
    }

    private static byte[] plain(FrameCodec codec, byte[] stored) throws IOException {
        InputStream in = new ByteArrayInputStream(stored);
        try (InputStream plain = codec == FrameCodec.ZSTD
                ? new ZstdInputStream(in)
                : GzipCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get()) {
            return plain.readAllBytes();
        }
    }

    private static byte[] half(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        Arrays.fill(bytes, 0, length / 2, (byte) 7);
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(FrameCodec.class)
    void whatIsWrittenComesBackInOrder(FrameCodec codec) throws IOException {
        for (int length : new int[] {0, 1, FRAME - 1, FRAME, FRAME + 1, 37 * FRAME + 5}) {
            for (int threads = 1; threads <= 3; threads++) {
                byte[] bytes = half(length, length);

                Made made = made(codec, bytes, threads);

                assertThat(plain(codec, made.stored())).isEqualTo(bytes);
                assertThat(made.frames()).hasSize(Math.max(1, (length + FRAME - 1) / FRAME));
                assertThat(made.frames().stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(made.stored().length);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FrameCodec.class)
    void eachFrameIsReadByItself(FrameCodec codec) throws IOException {
        byte[] bytes = half(4, 10 * FRAME);
        Made made = made(codec, bytes, 2);

        int at = 0;
        for (int i = 0; i < made.frames().size(); i++) {
            byte[] frame =
                    Arrays.copyOfRange(made.stored(), at, at + made.frames().get(i));
            assertThat(plain(codec, frame)).isEqualTo(Arrays.copyOfRange(bytes, i * FRAME, (i + 1) * FRAME));
            at += frame.length;
        }
    }

    @ParameterizedTest
    @EnumSource(FrameCodec.class)
    void othersDecompressIt(FrameCodec codec) throws IOException {
        OutsideTool tool = OutsideTool.named(codec == FrameCodec.ZSTD ? "zstd" : "gzip");
        assumeTrue(tool.isInstalled(), "not installed: nothing is compared with it");
        byte[] bytes = half(9, 20 * FRAME + 1);
        Path stored = Files.write(
                folder.resolve("frames." + codec.suffix()),
                made(codec, bytes, 2).stored());

        tool.run("-d", "-q", stored);

        Path plain = folder.resolve("frames");
        assertThat(plain).hasBinaryContent(bytes);
    }

    @Test
    void failureOfTheTargetReachesTheWriter() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatThrownBy(() -> {
                    try (FrameStream frames = new FrameStream(full, FrameCodec.ZSTD, 3, 2, FRAME)) {
                        for (int i = 0; i < 10; i++) {
                            frames.write(half(i, FRAME), 0, FRAME);
                        }
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }
}
