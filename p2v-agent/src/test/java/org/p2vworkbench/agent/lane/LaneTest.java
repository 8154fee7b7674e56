package org.p2vworkbench.agent.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.p2vworkbench.agent.disk.DiskTable;
import org.p2vworkbench.agent.disk.FakeDisk;
import org.p2vworkbench.agent.wire.BadRange;
import org.p2vworkbench.agent.wire.Capability;
import org.p2vworkbench.agent.wire.Chunk;
import org.p2vworkbench.agent.wire.ChunkDecoder;
import org.p2vworkbench.agent.wire.ErrorCode;
import org.p2vworkbench.agent.wire.Extent;
import org.p2vworkbench.agent.wire.Hashes;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.agent.wire.UsedParts;
import org.p2vworkbench.agent.wire.WireException;
import org.p2vworkbench.agent.wire.WireLimits;

@Timeout(60)
class LaneTest {

    private static final int CHUNK = 65536;

    private final FakeDisk disk = new FakeDisk(5 * CHUNK + 512, 512);
    private final FakeDisk other = new FakeDisk(2 * CHUNK, 512);
    private final DiskTable disks =
            new DiskTable(() -> List.of(disk.candidate("sda"), other.candidate("sdb")), (path, why) -> {});
    private final Crew crew = new Crew(true);
    private final Heard heard = new Heard();
    private String survey = "{\"schema\":1,\"machine\":\"web01\"}";
    private Socket converterEnd;
    private Socket agentEnd;
    private Caller caller;
    private CompletableFuture<Boolean> served;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            converterEnd = new Socket(server.getInetAddress(), server.getLocalPort());
            agentEnd = server.accept();
        }
        Identity identity = new Identity("web01", "agent 1", "key", new byte[16], Set.of(Capability.ZSTD), 2);
        Lane lane = new Lane(
                3,
                agentEnd.getInputStream(),
                agentEnd.getOutputStream(),
                new Lane.Services(identity, disks, () -> "{\"schema\":1}", () -> survey, crew, heard));
        served = CompletableFuture.supplyAsync(() -> {
            try {
                return lane.serve().isPresent();
            } catch (IOException broken) {
                throw new CompletionException(broken);
            }
        });
        caller = new Caller(converterEnd.getInputStream(), converterEnd.getOutputStream());
    }

    @AfterEach
    void hangUp() throws IOException {
        disk.wake();
        converterEnd.close();
        agentEnd.close();
        crew.close();
    }

    @Test
    void allOfADiskArrivesInOrder() throws IOException {
        begin();

        List<Reply> replies = caller.ask(Caller.read(0, CHUNK, new Extent(0, disk.bytes().length)));

        assertThat(replies).hasSize(7);
        assertThat(replies.subList(0, 6))
                .extracting(reply -> ((Chunk) reply).offset())
                .containsExactly(0L, 65536L, 131072L, 196608L, 262144L, 327680L);
        assertThat(caller.read(0, 0, disk.bytes().length, CHUNK)).isEqualTo(disk.bytes());
        assertThat(heard.answered).isEqualTo(2L * disk.bytes().length);
    }

    @Test
    void eachBlockIsSentInTheShortestWay() throws Exception {
        Arrays.fill(disk.bytes(), 0, CHUNK, (byte) 0);
        Arrays.fill(disk.bytes(), CHUNK, 2 * CHUNK, (byte) 'x');
        begin();

        List<Reply> replies = caller.ask(Caller.read(0, CHUNK, new Extent(0, 3 * CHUNK)));

        assertThat(replies.subList(0, 3))
                .extracting(reply -> ((Chunk) reply).encoding())
                .containsExactly(Chunk.Encoding.ZERO, Chunk.Encoding.ZSTD, Chunk.Encoding.RAW);
        assertThat(((Chunk) replies.get(0)).fingerprint().sha256())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(new byte[CHUNK]));
        assertThat(((Chunk) replies.get(1)).payload().remaining()).isLessThan(200);
        Request.Read plain = new Request.Read(
                new Request.Work(0, List.of(new Extent(CHUNK, CHUNK)), CHUNK, 0), Request.Packing.PLAIN);
        assertThat(((Chunk) caller.ask(plain).get(0)).encoding()).isEqualTo(Chunk.Encoding.RAW);
    }

    @Test
    void surveyIsSentAsItIs() throws IOException {
        begin();

        assertThat(caller.ask(new Request.Survey())).containsExactly(new Reply.Survey(survey));
    }

    @Test
    void surveyThatFitsInNoReplyIsAnErrorAndTheLaneStays() throws IOException {
        survey = "é".repeat(WireLimits.LONGEST_DOCUMENT_BYTES / 2 + 1);
        begin();

        assertThat(caller.ask(new Request.Survey()))
                .containsExactly(new Reply.Error(
                        ErrorCode.INTERNAL,
                        "its survey has 4259842 bytes, more than the 4259840 that a reply may have"));
        assertThat(caller.ask(new Request.Inventory())).containsExactly(new Reply.Inventory("{\"schema\":1}"));
    }

    @Test
    void hashesAreThoseOfTheChunks() throws IOException {
        Arrays.fill(disk.bytes(), CHUNK, 2 * CHUNK, (byte) 0);
        disk.bad(2 * CHUNK + 1024);
        begin();
        Extent all = new Extent(0, disk.bytes().length);
        List<Reply> chunks = caller.ask(Caller.read(0, CHUNK, all));

        List<Reply> replies = caller.ask(new Request.Hash(new Request.Work(0, List.of(all), CHUNK, 0)));

        Hashes hashes = (Hashes) replies.get(0);
        assertThat(replies.get(1)).isEqualTo(Reply.Done.COMPLETE);
        assertThat(hashes.plainBytes()).isEqualTo(disk.bytes().length);
        for (int i = 0; i < 6; i++) {
            assertThat(hashes.hashes().get(i).sha256())
                    .isEqualTo(((Chunk) chunks.get(i)).fingerprint().sha256());
        }
        assertThat(hashes.hashes())
                .extracting(Hashes.Hash::state)
                .startsWith(Hashes.State.DATA, Hashes.State.ZERO, Hashes.State.LOSSY, Hashes.State.DATA);
    }

    @Test
    void hashesOfUsedPartsTakeTheRestForZeros() throws IOException {
        begin();
        Extent early = new Extent(512, 1024);
        Extent later = new Extent(8192, 100);
        Extent across = new Extent(2 * CHUNK - 512, CHUNK);
        Extent last = new Extent(5 * CHUNK + 256, 256);
        byte[] used = new byte[disk.bytes().length];
        for (Extent one : List.of(early, later, across, last)) {
            System.arraycopy(disk.bytes(), (int) one.offset(), used, (int) one.offset(), (int) one.length());
        }

        List<Reply> replies =
                caller.ask(new Request.HashUsed(new Request.Work(0, List.of(early, later, across, last), CHUNK, 0)));

        assertThat(replies.get(4)).isEqualTo(Reply.Done.COMPLETE);
        List<Integer> chunks = List.of(0, 1, 2, 5);
        for (int i = 0; i < chunks.size(); i++) {
            Hashes hashes = (Hashes) replies.get(i);
            int from = chunks.get(i) * CHUNK;
            int to = Math.min(used.length, from + CHUNK);
            assertThat(hashes.offset()).isEqualTo(from);
            assertThat(hashes.plainBytes()).isEqualTo(to - from);
            assertThat(hashes.hashes().get(0).sha256()).isEqualTo(sha256(Arrays.copyOfRange(used, from, to)));
        }
    }

    @Test
    void usedPartsComeWithTheHashesOfUsedParts() throws IOException {
        Arrays.fill(disk.bytes(), 2 * CHUNK, 3 * CHUNK, (byte) 'x');
        begin();
        List<Extent> parts = List.of(
                new Extent(512, 1024),
                new Extent(8192, 100),
                new Extent(2 * CHUNK, 4096),
                new Extent(2 * CHUNK + 8192, CHUNK),
                new Extent(4 * CHUNK, CHUNK));
        byte[] used = new byte[disk.bytes().length];
        for (Extent one : parts) {
            System.arraycopy(disk.bytes(), (int) one.offset(), used, (int) one.offset(), (int) one.length());
        }
        Request.Work work = new Request.Work(0, parts, CHUNK, 0);
        List<Reply> hashes = caller.ask(new Request.HashUsed(work));

        List<Reply> replies = caller.ask(new Request.ReadUsed(work, Request.Packing.SMALLEST));

        assertThat(replies.subList(0, 4))
                .extracting(reply -> ((Chunk) reply).encoding())
                .containsExactly(
                        Chunk.Encoding.PARTS, Chunk.Encoding.ZSTD_PARTS, Chunk.Encoding.PARTS, Chunk.Encoding.RAW);
        assertThat(((Chunk) replies.get(0)).payload().remaining()).isEqualTo(1124);
        assertThat(replies.get(4)).isEqualTo(Reply.Done.COMPLETE);
        byte[] arrived = new byte[used.length];
        try (ChunkDecoder decoder = new ChunkDecoder()) {
            for (int i = 0; i < 4; i++) {
                Chunk chunk = (Chunk) replies.get(i);
                assertThat(chunk.fingerprint().sha256())
                        .isEqualTo(((Hashes) hashes.get(i)).hashes().get(0).sha256());
                Arrays.fill(arrived, (int) chunk.offset(), (int) chunk.offset() + CHUNK, (byte) 0x55);
                UsedParts asked = UsedParts.of(parts, 0, chunk.offset(), chunk.plainBytes());
                decoder.decode(chunk, asked, arrived, (int) chunk.offset());
            }
        }
        assertThat(arrived).isEqualTo(used);
    }

    @Test
    void badSectorsAreListedAndTheRestArrives() throws IOException {
        disk.bad(CHUNK + 1536).bad(CHUNK + 2048);
        begin();

        List<Reply> replies = caller.ask(Caller.read(0, CHUNK, new Extent(0, 2 * CHUNK)));

        assertThat(((Chunk) replies.get(0)).badRanges()).isEmpty();
        assertThat(((Chunk) replies.get(1)).badRanges()).containsExactly(new BadRange(1536, 1024));
        assertThat(replies.get(2)).isEqualTo(Reply.Done.COMPLETE);
        assertThat(heard.lines).containsExactly("/dev/fake 67072 1024");
    }

    @Test
    void aDiskThatHangsIsReportedAndTheOtherGoesOn() throws IOException {
        disk.hangsAt(CHUNK + 5);
        begin();
        Request.Work work = new Request.Work(0, List.of(new Extent(0, 4 * CHUNK)), CHUNK, 100);

        List<Reply> replies = caller.ask(new Request.Read(work, Request.Packing.AS_PAYS));

        assertThat(replies).hasSize(2);
        assertThat(replies.get(1)).isEqualTo(new Reply.Done(Reply.Done.Outcome.SLOW, 0, CHUNK));
        caller.ask(new Request.Read(work, Request.Packing.AS_PAYS));
        caller.ask(new Request.Read(work, Request.Packing.AS_PAYS));
        assertThat(caller.read(1, 0, 2 * CHUNK, CHUNK)).isEqualTo(other.bytes());
    }

    @Test
    void aCancelledRequestSaysWhereItStopped() throws IOException {
        disk.hangsAt(3 * CHUNK);
        begin();
        caller.send(77, Caller.read(0, CHUNK, new Extent(0, CHUNK), new Extent(2 * CHUNK, 2 * CHUNK)));
        assertThat(caller.next().reply()).isInstanceOf(Chunk.class);
        assertThat(caller.next().reply()).isInstanceOf(Chunk.class);

        caller.send(78, new Request.Cancel(77));

        assertThat(caller.next().reply()).isEqualTo(new Reply.Done(Reply.Done.Outcome.CANCELLED, 1, 3 * CHUNK));
        assertThat(caller.next().id()).isEqualTo(78);
    }

    @Test
    void manyRequestsAtOnceAreAllAnswered() throws IOException {
        begin();
        Set<Integer> open = new HashSet<>();
        for (int id = 1000; id < 1200; id++) {
            caller.send(id, Caller.read(id % 2, 4096, new Extent(id % 7 * 512L, 8192)));
            open.add(id);
        }

        while (!open.isEmpty()) {
            var next = caller.next();
            if (next.reply().equals(Reply.Done.COMPLETE)) {
                open.remove(next.id());
            } else {
                assertThat(next.reply()).isInstanceOf(Chunk.class);
                assertThat(open).contains(next.id());
            }
        }
    }

    @Test
    void moreRequestsThanAllowedAreRefused() throws IOException {
        disk.hangsAt(0);
        begin();
        for (int id = 1; id <= 257; id++) {
            caller.send(id, Caller.read(0, CHUNK, new Extent(0, CHUNK)));
        }

        var refused = caller.next();

        assertThat(refused.id()).isEqualTo(257);
        assertThat(((Reply.Error) refused.reply()).code()).isEqualTo(ErrorCode.TOO_MANY);
    }

    @Test
    void whatMakesNoSenseIsRefusedAndTheLaneGoesOn() throws IOException {
        begin();

        assertThat(error(Caller.read(9, CHUNK, new Extent(0, 512)))).isEqualTo(ErrorCode.NO_SUCH_DISK);
        assertThat(error(Caller.read(0, CHUNK, new Extent(disk.bytes().length - 512, 1024))))
                .isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(error(Caller.read(0, 2 << 20, new Extent(0, 512)))).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(error(new Request.Hello(1, 1, "again"))).isEqualTo(ErrorCode.OUT_OF_TURN);
        caller.raw().write(new byte[] {0, 0, 0, 8, 0x7e, 0, 0, 0, 0, 0, 0, 5});
        assertThat(((Reply.Error) caller.next().reply()).code()).isEqualTo(ErrorCode.UNKNOWN_REQUEST);
        assertThat(caller.askOne(new Request.Inventory())).isEqualTo(new Reply.Inventory("{\"schema\":1}"));
    }

    @Test
    void aDiskThatVanishesOrChangesIsToldApart() throws IOException {
        begin();
        disk.resize(1024);
        other.vanish();

        assertThat(error(Caller.read(0, CHUNK, new Extent(0, 512)))).isEqualTo(ErrorCode.DISK_CHANGED);
        assertThat(error(Caller.read(1, CHUNK, new Extent(0, 512)))).isEqualTo(ErrorCode.DISK_GONE);
        assertThat(heard.lines).hasSize(2);
    }

    @Test
    void helloComesFirst() throws IOException {
        assertThat(error(new Request.Disks())).isEqualTo(ErrorCode.OUT_OF_TURN);

        Reply.Welcome welcome = caller.greet();

        assertThat(welcome.lane()).isEqualTo(3);
        assertThat(welcome.machine()).isEqualTo("web01");
    }

    @Test
    void aConverterOfAnotherAgeIsToldSoAndLeft() throws IOException {
        Reply reply = caller.askOne(new Request.Hello(7, 9, "p2v 9"));

        assertThat(((Reply.Error) reply).code()).isEqualTo(ErrorCode.VERSION);
        assertThat(((Reply.Error) reply).text()).contains("version 1 of the protocol, the converter 7 to 9");
        assertThatThrownBy(() -> served.get(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(WireException.class);
    }

    @Test
    void garbageEndsTheLane() throws IOException {
        caller.greet();
        caller.raw().write(new byte[64]);

        assertThatThrownBy(() -> served.get(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(WireException.class);
    }

    @Test
    void ratesAreMeasuredOneByOne() throws IOException {
        begin();

        Reply.Rates rates = (Reply.Rates) caller.askOne(new Request.Probe(0, CHUNK, 1000));

        assertThat(rates.rates())
                .extracting(Reply.Rate::what)
                .containsExactly(Reply.Rate.What.READ, Reply.Rate.What.HASH, Reply.Rate.What.COMPRESS);
        assertThat(rates.rates()).extracting(Reply.Rate::bytes).containsOnly((long) disk.bytes().length - CHUNK);
    }

    @Test
    void finishEndsTheLane() throws IOException, InterruptedException, ExecutionException {
        begin();
        caller.ask(new Request.Progress(Request.Progress.State.COPYING, 1, 2, 3, 4, 5, "sda"));
        caller.ask(new Request.Lanes(4));

        caller.ask(new Request.Finish(0, ""));

        assertThat(served.get()).isTrue();
        assertThat(heard.lines).containsExactly("progress sda", "lanes 4");
    }

    private void begin() throws IOException {
        caller.greet();
        caller.ask(new Request.Disks());
    }

    private ErrorCode error(Request request) throws IOException {
        return ((Reply.Error) caller.askOne(request)).code();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static final class Heard implements LaneListener {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private volatile long answered;

        @Override
        public void greeted(int lane, String converter) {}

        @Override
        public void answered(long plainBytes) {
            answered += plainBytes;
        }

        @Override
        public void unreadable(String disk, long offset, long length) {
            lines.add("%s %d %d".formatted(disk, offset, length));
        }

        @Override
        public void progress(Request.Progress progress) {
            lines.add("progress " + progress.text());
        }

        @Override
        public void trouble(String what) {
            lines.add(what);
        }

        @Override
        public void lanesWanted(int count) {
            lines.add("lanes " + count);
        }
    }
}
