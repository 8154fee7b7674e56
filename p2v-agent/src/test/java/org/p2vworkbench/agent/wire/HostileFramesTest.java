package org.p2vworkbench.agent.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostileFramesTest {

    private static final List<String> ENDING_IN_ANY_BYTES =
            List.of("inventory", "survey", "chunk-zstd", "chunk-parts", "chunk-zstd-parts");

    private static final int BODY_AT = WireLimits.HEAD_BYTES;

    @Test
    void aFrameShortByOneByteIsNoFrame() throws IOException {
        for (Map.Entry<String, byte[]> frame : GoldenFrames.of("replies.hex").entrySet()) {
            byte[] cut = Arrays.copyOf(frame.getValue(), frame.getValue().length - 1);
            assertThatThrownBy(() -> reply(cut)).as(frame.getKey()).isInstanceOf(EOFException.class);
        }
    }

    /** All but those that end in a text or in bytes of any number; what was asked for tells that of parts. */
    @Test
    void aBodyShortOrLongByOneByteIsRefused() throws IOException {
        for (Map.Entry<String, byte[]> frame : GoldenFrames.of("replies.hex").entrySet()) {
            if (!ENDING_IN_ANY_BYTES.contains(frame.getKey())) {
                assertThatThrownBy(() -> reply(resized(frame.getValue(), -1)))
                        .as(frame.getKey() + " short")
                        .isInstanceOf(WireException.class);
                assertThatThrownBy(() -> reply(resized(frame.getValue(), 1)))
                        .as(frame.getKey() + " long")
                        .isInstanceOf(WireException.class);
            }
        }
        for (Map.Entry<String, byte[]> frame : GoldenFrames.of("requests.hex").entrySet()) {
            if (!frame.getKey().equals("of-a-later-version")) {
                assertThatThrownBy(() -> request(resized(frame.getValue(), 1)))
                        .as(frame.getKey() + " long")
                        .isInstanceOf(WireException.class);
            }
        }
    }

    @Test
    void aLengthBeyondTheLimitIsRefusedBeforeAnythingIsRead() {
        byte[] head = Frame.head(0x85, 1, 0);
        ByteBuffer.wrap(head).putInt(0, 0xffff_ffff);

        assertThatThrownBy(() -> reply(head))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("found a length of 4294967295 bytes");
        assertThatThrownBy(() -> request(Frame.head(1, 1, WireLimits.REQUEST_BODY_BYTES + 1)))
                .isInstanceOf(WireException.class);
    }

    @Test
    void aLengthThatDoesNotCoverItsHeadIsRefused() {
        byte[] head = Frame.head(0x81, 1, 0);
        ByteBuffer.wrap(head).putInt(0, 7);

        assertThatThrownBy(() -> reply(head)).isInstanceOf(WireException.class).hasMessageContaining("7 bytes");
    }

    @Test
    void garbageIsNoFrame() {
        assertThatThrownBy(() -> request("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireException.class);
        assertThatThrownBy(() -> request("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireException.class);
    }

    @Test
    void helloOfAnotherProtocolIsRefused() throws IOException {
        byte[] hello = GoldenFrames.of("requests.hex").get("hello");
        hello[BODY_AT] ^= 1;

        assertThatThrownBy(() -> request(hello))
                .isInstanceOf(WireException.class)
                .hasMessage("request HELLO: found the magic 0x51325657, expected 0x50325657");
    }

    @Test
    void anExtentThatEndsBeyondAllNumbersIsRefused() throws IOException {
        byte[] hash = GoldenFrames.of("requests.hex").get("hash");
        int extentAt = BODY_AT + 12;
        ByteBuffer.wrap(hash).putLong(extentAt, Long.MAX_VALUE - 5);

        assertThatThrownBy(() -> request(hash))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("extent");
    }

    @Test
    void aCountBeyondTheBodyIsRefused() throws IOException {
        byte[] disks = GoldenFrames.of("replies.hex").get("disks");
        ByteBuffer.wrap(disks).putShort(BODY_AT, (short) 1024);

        assertThatThrownBy(() -> reply(disks))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("reply DISKS: found 1024 disks, and only");
    }

    @Test
    void aChunkThatLiesAboutItsSizeIsRefused() throws IOException {
        byte[] raw = GoldenFrames.of("replies.hex").get("chunk-raw");
        ByteBuffer.wrap(raw).putInt(BODY_AT + 8, 4 << 20);

        assertThatThrownBy(() -> reply(raw))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("34 bytes of payload for 4194304 plain bytes as RAW");
    }

    @Test
    void aFlippedBitIsFoundByTheChecksum() throws IOException {
        byte[] raw = GoldenFrames.of("replies.hex").get("chunk-raw");
        raw[raw.length - 1] ^= 4;
        Chunk chunk = (Chunk) reply(raw);

        try (ChunkDecoder decoder = new ChunkDecoder()) {
            assertThatThrownBy(() -> decoder.decode(chunk, new byte[chunk.plainBytes()], 0))
                    .isInstanceOf(WireException.class)
                    .hasMessageContaining("chunk at 0x200, 34 bytes: its bytes have another CRC-32C");
        }
    }

    @Test
    void aFrameThatUnpacksToMoreThanItSaysIsRefused() throws IOException {
        byte[] plain = "bomb".repeat(4096).getBytes(StandardCharsets.UTF_8);
        Chunk honest =
                new ChunkEncoder(true).encode(0, plain, plain.length, List.of(), Request.Packing.SMALLEST, new Pace());
        Chunk bomb = new Chunk(0, 8192, Chunk.Encoding.ZSTD, honest.fingerprint(), List.of(), honest.payload());

        try (ChunkDecoder decoder = new ChunkDecoder()) {
            assertThatThrownBy(() -> decoder.decode(bomb, new byte[8192], 0)).isInstanceOf(WireException.class);
        }
    }

    @Test
    void moreOrLessThanTheAskedPartsIsRefused() throws IOException {
        Map<String, byte[]> frames = GoldenFrames.of("replies.hex");
        for (String name : List.of("chunk-parts", "chunk-zstd-parts")) {
            Chunk chunk = (Chunk) reply(frames.get(name));
            byte[] plain = new byte[chunk.plainBytes()];
            try (ChunkDecoder decoder = new ChunkDecoder()) {
                for (int length : List.of(1, 20, 50)) {
                    List<Extent> asked = List.of(new Extent(chunk.offset() + 4, length));
                    UsedParts parts = UsedParts.of(asked, 0, chunk.offset(), plain.length);
                    assertThatThrownBy(() -> decoder.decode(chunk, parts, plain, 0))
                            .isInstanceOf(WireException.class);
                }
                assertThatThrownBy(() -> decoder.decode(chunk, plain, 0)).isInstanceOf(WireException.class);
            }
        }
    }

    @Test
    void partsThatDoNotAscendAreRefused() throws IOException {
        byte[] read = GoldenFrames.of("requests.hex").get("read-used");
        int secondOffset = BODY_AT + 1 + 12 + 16;
        ByteBuffer.wrap(read).putLong(secondOffset, 1024);

        assertThatThrownBy(() -> request(read))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("an extent at 0x400, expected one from 0x600 on");
    }

    @Test
    void badRangesThatOverlapAreRefused() throws IOException {
        byte[] lossy = GoldenFrames.of("replies.hex").get("chunk-lossy");
        int secondFrom = BODY_AT + 52 + 8;
        ByteBuffer.wrap(lossy).putInt(secondFrom, 10);

        assertThatThrownBy(() -> reply(lossy))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("a bad range of 4 bytes at 10, expected one within 11 to 34");
    }

    private static byte[] resized(byte[] frame, int more) {
        byte[] resized = Arrays.copyOf(frame, frame.length + more);
        ByteBuffer.wrap(resized).putInt(0, frame.length + more - WireLimits.LENGTH_BYTES);
        return resized;
    }

    private static Reply reply(byte[] frame) throws IOException {
        return new ReplyStream.Reader(new ByteArrayInputStream(frame))
                .next()
                .orElseThrow()
                .reply();
    }

    private static Request request(byte[] frame) throws IOException {
        return new RequestStream.Reader(new ByteArrayInputStream(frame))
                .next()
                .orElseThrow()
                .request();
    }
}
