package org.p2vworkbench.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What docs/protocol/ holds is what the codec reads and, the other way round, writes. */
class GoldenFramesTest {

    private static final String SHORT = "an old server's boot sector, or so";

    @Test
    void everyRequestIsReadFieldByField() throws IOException {
        Map<String, RequestStream.Numbered> expected = new LinkedHashMap<>();
        expected.put("hello", numbered(1, new Request.Hello(1, 3, "p2v 0.1.0")));
        expected.put("inventory", numbered(2, new Request.Inventory()));
        expected.put("disks", numbered(3, new Request.Disks()));
        expected.put("survey", numbered(14, new Request.Survey()));
        expected.put(
                "read",
                numbered(
                        4,
                        new Request.Read(
                                new Request.Work(
                                        2, List.of(new Extent(0, 512), new Extent(1L << 40, 7 << 20)), 1 << 20, 30000),
                                Request.Packing.AS_PAYS)));
        expected.put(
                "read-plain",
                numbered(
                        5,
                        new Request.Read(
                                new Request.Work(3, List.of(new Extent(4096, 8192)), 65536, 0),
                                Request.Packing.PLAIN)));
        expected.put(
                "hash",
                numbered(
                        6,
                        new Request.Hash(
                                new Request.Work(1, List.of(new Extent(1L << 30, 3L << 30)), 2 << 20, 45000))));
        expected.put("probe", numbered(7, new Request.Probe(1, 5L << 30, 2000)));
        expected.put(
                "progress",
                numbered(
                        8,
                        new Request.Progress(
                                Request.Progress.State.COPYING,
                                10L << 30,
                                40L << 30,
                                110 << 20,
                                240,
                                300,
                                "sda: 26 %, näher")));
        expected.put("lanes", numbered(9, new Request.Lanes(4)));
        expected.put("cancel", numbered(10, new Request.Cancel(0x80000004)));
        expected.put("finish", numbered(-1, new Request.Finish(3, "3 ranges could not be read")));
        expected.put(
                "hash-used",
                numbered(
                        12,
                        new Request.HashUsed(new Request.Work(
                                4, List.of(new Extent(8192, 4096), new Extent(1 << 20, 512)), 1 << 20, 9000))));
        expected.put(
                "read-used",
                numbered(
                        13,
                        new Request.ReadUsed(
                                new Request.Work(
                                        5, List.of(new Extent(512, 1024), new Extent(3 << 20, 4096)), 1 << 20, 7000),
                                Request.Packing.SMALLEST)));
        expected.put("of-a-later-version", numbered(11, new Request.Unknown(0x7e)));

        Map<String, byte[]> frames = GoldenFrames.of("requests.hex");

        assertThat(frames.keySet()).isEqualTo(expected.keySet());
        for (Map.Entry<String, byte[]> frame : frames.entrySet()) {
            assertThat(request(frame.getValue())).isEqualTo(expected.get(frame.getKey()));
        }
    }

    @Test
    void everyRequestIsWrittenAsItWasRead() throws IOException {
        for (Map.Entry<String, byte[]> frame : GoldenFrames.of("requests.hex").entrySet()) {
            RequestStream.Numbered read = request(frame.getValue());
            if (!(read.request() instanceof Request.Unknown)) {
                ByteArrayOutputStream written = new ByteArrayOutputStream();
                new RequestStream.Writer(written).write(read.id(), read.request());
                assertThat(written.toByteArray()).as(frame.getKey()).isEqualTo(frame.getValue());
            }
        }
    }

    @Test
    void everyReplyIsWrittenAsItWasRead() throws IOException {
        for (Map.Entry<String, byte[]> frame : GoldenFrames.of("replies.hex").entrySet()) {
            // Capabilities, traits and error codes of a later version are not kept.
            if (!Set.of("welcome", "disks", "error-of-a-later-version").contains(frame.getKey())) {
                ReplyStream.Numbered read = reply(frame.getValue());
                assertThat(written(read)).as(frame.getKey()).isEqualTo(frame.getValue());
            }
        }
    }

    @Test
    void repliesAboutTheMachineAreReadFieldByField() throws IOException {
        Map<String, byte[]> frames = GoldenFrames.of("replies.hex");

        Reply.Welcome welcome = (Reply.Welcome) reply(frames.get("welcome")).reply();
        assertThat(welcome)
                .usingRecursiveComparison()
                .isEqualTo(new Reply.Welcome(
                        1,
                        Set.of(Capability.ZSTD, Capability.START_WANTED),
                        new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
                        2,
                        4,
                        1 << 20,
                        "web01",
                        "p2v-agent 0.1.0",
                        "ecdsa-sha2-nistp256 AAAA"));
        assertThat(reply(frames.get("inventory")))
                .isEqualTo(new ReplyStream.Numbered(5, new Reply.Inventory("{\"schema\":1,\"hostName\":\"wéb01\"}")));
        assertThat(reply(frames.get("survey")))
                .isEqualTo(new ReplyStream.Numbered(14, new Reply.Survey("{\"schema\":1,\"machine\":\"wéb02\"}")));
        assertThat(reply(frames.get("disks")).reply())
                .isEqualTo(new Reply.Disks(List.of(
                        new DiskOffer(
                                0,
                                Set.of(DiskOffer.Trait.ROTATIONAL),
                                500107862016L,
                                512,
                                4096,
                                "sda",
                                "/dev/sda",
                                "WDC WD50",
                                "WX1",
                                "naa.50014ee2"),
                        new DiskOffer(
                                7,
                                Set.of(DiskOffer.Trait.REMOVABLE, DiskOffer.Trait.FILE, DiskOffer.Trait.IN_USE),
                                1L << 40,
                                4096,
                                8192,
                                "b.img",
                                "/srv/b.img",
                                "",
                                "S2",
                                "eui.0025"))));
        assertThat(reply(frames.get("rates")).reply())
                .isEqualTo(new Reply.Rates(List.of(
                        new Reply.Rate(Reply.Rate.What.READ, 100 << 20, 1_000_000_000),
                        new Reply.Rate(Reply.Rate.What.HASH, 90 << 20, 100_000_000),
                        new Reply.Rate(Reply.Rate.What.COMPRESS, 80 << 20, 200_000_000))));
    }

    @Test
    void endsAreReadFieldByField() throws IOException {
        Map<String, byte[]> frames = GoldenFrames.of("replies.hex");

        assertThat(reply(frames.get("done"))).isEqualTo(new ReplyStream.Numbered(1, Reply.Done.COMPLETE));
        assertThat(reply(frames.get("done-slow")).reply())
                .isEqualTo(new Reply.Done(Reply.Done.Outcome.SLOW, 5, 0x123456789A00L));
        assertThat(reply(frames.get("done-cancelled")).reply())
                .isEqualTo(new Reply.Done(Reply.Done.Outcome.CANCELLED, 1, 4096));
        assertThat(reply(frames.get("error")).reply())
                .isEqualTo(new Reply.Error(ErrorCode.DISK_GONE, "/dev/sdb is gone"));
        assertThat(reply(frames.get("error-of-a-later-version")).reply())
                .isEqualTo(new Reply.Error(ErrorCode.OTHER, "new trouble"));
    }

    @Test
    void chunksUnpackToWhatWasHashed() throws IOException {
        Map<String, byte[]> frames = GoldenFrames.of("replies.hex");

        assertThat(unpacked(frames.get("chunk-zero"))).isEqualTo(new byte[1000]);
        assertThat(unpacked(frames.get("chunk-raw"))).isEqualTo(SHORT.getBytes(StandardCharsets.UTF_8));
        assertThat(unpacked(frames.get("chunk-zstd")))
                .isEqualTo("GRUB ".repeat(200).getBytes(StandardCharsets.UTF_8));
        byte[] parts = new byte[64];
        System.arraycopy(SHORT.getBytes(StandardCharsets.UTF_8), 0, parts, 4, 30);
        System.arraycopy(SHORT.getBytes(StandardCharsets.UTF_8), 30, parts, 44, 4);
        assertThat(unpacked(frames.get("chunk-parts"), new Extent(4096 + 4, 30), new Extent(4096 + 44, 4)))
                .isEqualTo(parts);
        byte[] manyParts = new byte[1200];
        System.arraycopy("GRUB ".repeat(200).getBytes(StandardCharsets.UTF_8), 0, manyParts, 100, 700);
        System.arraycopy("GRUB ".repeat(60).getBytes(StandardCharsets.UTF_8), 0, manyParts, 900, 300);
        assertThat(unpacked(frames.get("chunk-zstd-parts"), new Extent(100, 700), new Extent(900, 300)))
                .isEqualTo(manyParts);
        Chunk lossy = (Chunk) reply(frames.get("chunk-lossy")).reply();
        assertThat(lossy.offset()).isEqualTo(8192);
        assertThat(lossy.badRanges()).containsExactly(new BadRange(8, 3), new BadRange(12, 4));
    }

    @Test
    void hashesKeepTheirOrderAndState() throws IOException {
        Hashes hashes =
                (Hashes) reply(GoldenFrames.of("replies.hex").get("hashes")).reply();

        assertThat(hashes.offset()).isEqualTo(3 << 20);
        assertThat(hashes.chunkBytes()).isEqualTo(65536);
        assertThat(hashes.plainBytes()).isEqualTo(2 * 65536 + 512);
        assertThat(hashes.hashes())
                .extracting(Hashes.Hash::state)
                .containsExactly(Hashes.State.ZERO, Hashes.State.DATA, Hashes.State.LOSSY);
        assertThat(hashes.hashes().get(0).sha256()).isEqualTo(new byte[32]);
        assertThat(hashes.hashes().get(1).sha256()[0])
                .isNotEqualTo(hashes.hashes().get(2).sha256()[0]);
    }

    private static byte[] unpacked(byte[] frame, Extent... asked) throws IOException {
        Chunk chunk = (Chunk) reply(frame).reply();
        byte[] plain = new byte[chunk.plainBytes()];
        try (ChunkDecoder decoder = new ChunkDecoder()) {
            if (asked.length == 0) {
                decoder.decode(chunk, plain, 0);
            } else {
                UsedParts parts = UsedParts.of(List.of(asked), 0, chunk.offset(), chunk.plainBytes());
                decoder.decode(chunk, parts, plain, 0);
            }
        }
        return plain;
    }

    private static RequestStream.Numbered numbered(int id, Request request) {
        return new RequestStream.Numbered(id, request);
    }

    private static RequestStream.Numbered request(byte[] frame) throws IOException {
        return new RequestStream.Reader(new ByteArrayInputStream(frame)).next().orElseThrow();
    }

    private static ReplyStream.Numbered reply(byte[] frame) throws IOException {
        return new ReplyStream.Reader(new ByteArrayInputStream(frame)).next().orElseThrow();
    }

    private static byte[] written(ReplyStream.Numbered reply) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        new ReplyStream.Writer(written).write(reply.id(), reply.reply());
        return written.toByteArray();
    }
}
