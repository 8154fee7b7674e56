package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.p2vworkbench.agent.wire.BadRange;
import org.p2vworkbench.agent.wire.Capability;
import org.p2vworkbench.agent.wire.Chunk;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.agent.wire.Extent;
import org.p2vworkbench.agent.wire.Fingerprint;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.ReplyStream;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.agent.wire.RequestStream;

/** An agent whose disk has whatever is wrong with it that a test wants, at the far end of a socket. */
public final class FakeAgent {

    private static final int SECTOR = 4096;

    private final List<byte[]> disks = new ArrayList<>();
    private final List<String> serials = new ArrayList<>();
    private final Set<Long> badSectors = new TreeSet<>();
    private final List<Request.Work> asked = new CopyOnWriteArrayList<>();
    private volatile int slowAnswers;
    private volatile int wrongChecksums;
    private volatile boolean wrongHash;
    private volatile int shorterBy;
    private volatile Request.Finish finish;
    private volatile String survey = "";

    public FakeAgent(byte[] disk) {
        and("WD-1", disk);
    }

    /** One disk more, the next letter of the alphabet. */
    public FakeAgent and(String serial, byte[] disk) {
        disks.add(disk);
        serials.add(serial);
        return this;
    }

    /** One that takes surveys, with this as its answer. */
    public FakeAgent surveyed(String json) {
        survey = json;
        return this;
    }

    public FakeAgent withBadSectors(long... sectors) {
        Arrays.stream(sectors).forEach(badSectors::add);
        return this;
    }

    FakeAgent tooSlowTimes(int times) {
        slowAnswers = times;
        return this;
    }

    FakeAgent lyingTimes(int times) {
        wrongChecksums = times;
        return this;
    }

    /** Once, with a checksum that is right. */
    public FakeAgent hashingWrong() {
        wrongHash = true;
        return this;
    }

    /** Of chunks that say to be whole. */
    FakeAgent answeringShorterBy(int bytes) {
        shorterBy = bytes;
        return this;
    }

    List<Request.Work> asked() {
        return asked;
    }

    /** With what the converter said goodbye. */
    public Optional<Request.Finish> finished() {
        return Optional.ofNullable(finish);
    }

    /** The disk as the converter sees it. */
    RemoteDisk connected() throws IOException {
        return new RemoteDisk(machine(), offer(0), RemoteDisk.Patience.OF_A_LOOK);
    }

    private DiskOffer offer(int index) {
        String name = "sd" + (char) ('a' + index);
        long bytes = disks.get(index).length;
        return new DiskOffer(index, Set.of(), bytes, 512, 4096, name, "/dev/" + name, "", serials.get(index), "");
    }

    /** The machine as the converter sees it. */
    public ConnectedMachine machine() throws IOException {
        // No pipes of java.io: they break when the thread that wrote last has ended and nothing comes for three
        // seconds.
        Socket converter;
        Socket agent;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            converter = new Socket(server.getInetAddress(), server.getLocalPort());
            agent = server.accept();
        }
        Thread thread = new Thread(() -> serve(agent), "fake-agent");
        thread.setDaemon(true);
        thread.start();
        AgentLane lane = new AgentLane("web01", converter.getInputStream(), converter.getOutputStream(), converter);
        lane.start();
        ConnectedMachine machine = new ConnectedMachine("web01", Bandwidth.unlimited());
        machine.join(new Reply.Welcome(1, capabilities(), new byte[16], 0, 1, 1 << 20, "web01", "fake", ""), lane);
        return machine;
    }

    private Set<Capability> capabilities() {
        return survey.isEmpty() ? Set.of(Capability.READ_USED) : Set.of(Capability.READ_USED, Capability.SURVEY);
    }

    private void serve(Socket socket) {
        try (socket) {
            RequestStream.Reader requests = new RequestStream.Reader(socket.getInputStream());
            ReplyStream.Writer replies = new ReplyStream.Writer(socket.getOutputStream());
            for (Optional<RequestStream.Numbered> next = requests.next(); next.isPresent(); next = requests.next()) {
                Request request = next.get().request();
                if (request instanceof Request.Read read) {
                    answer(next.get().id(), read.work(), replies);
                } else if (request instanceof Request.ReadUsed read) {
                    answerUsed(next.get().id(), read.work(), replies);
                } else {
                    replies.write(next.get().id(), answer(request));
                }
            }
        } catch (IOException hungUp) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply answer(Request request) {
        if (request instanceof Request.Disks) {
            return new Reply.Disks(
                    IntStream.range(0, disks.size()).mapToObj(this::offer).toList());
        } else if (request instanceof Request.Inventory) {
            return new Reply.Inventory("{\"schema\":1}");
        } else if (request instanceof Request.Survey) {
            return new Reply.Survey(survey);
        } else if (request instanceof Request.Probe) {
            return new Reply.Rates(List.of());
        } else if (request instanceof Request.Finish last) {
            finish = last;
        }
        return Reply.Done.COMPLETE;
    }

    private void answer(int id, Request.Work work, ReplyStream.Writer replies) throws IOException {
        asked.add(work);
        Extent extent = work.extents().get(0);
        if (slowAnswers > 0) {
            slowAnswers--;
            replies.write(id, new Reply.Done(Reply.Done.Outcome.SLOW, 0, extent.offset()));
            return;
        }
        for (Extent each : work.extents()) {
            replies.write(id, chunk(work, each));
        }
        replies.write(id, Reply.Done.COMPLETE);
    }

    /** Of one chunk. */
    private void answerUsed(int id, Request.Work work, ReplyStream.Writer replies) throws IOException {
        asked.add(work);
        if (slowAnswers > 0) {
            slowAnswers--;
            replies.write(id, new Reply.Done(Reply.Done.Outcome.SLOW, 0, 0));
            return;
        }
        long from = work.extents().get(0).offset() / work.chunkBytes() * work.chunkBytes();
        long length = Math.min(work.chunkBytes(), disks.get(work.disk()).length - from);
        boolean lies = wrongChecksums > 0;
        Chunk whole = chunk(work, new Extent(from, length));
        byte[] blanked = new byte[whole.plainBytes()];
        ByteBuffer parts = ByteBuffer.allocate(blanked.length);
        for (Extent part : work.extents()) {
            int at = (int) (part.offset() - from);
            whole.payload().get(at, blanked, at, (int) part.length());
            parts.put(blanked, at, (int) part.length());
        }
        Fingerprint fingerprint = Fingerprint.of(blanked, 0, blanked.length);
        if (lies) {
            fingerprint = another(fingerprint);
        }
        Chunk.Encoding encoding = parts.hasRemaining() ? Chunk.Encoding.PARTS : Chunk.Encoding.RAW;
        replies.write(id, new Chunk(from, blanked.length, encoding, fingerprint, whole.badRanges(), parts.flip()));
        replies.write(id, Reply.Done.COMPLETE);
    }

    private Chunk chunk(Request.Work work, Extent extent) {
        int length = (int) extent.length() - shorterBy;
        byte[] disk = disks.get(work.disk());
        byte[] plain = Arrays.copyOfRange(disk, (int) extent.offset(), (int) extent.offset() + length);
        List<BadRange> bad = new ArrayList<>();
        for (int at = 0; at < length; at += SECTOR) {
            if (badSectors.contains((extent.offset() + at) / SECTOR)) {
                Arrays.fill(plain, at, Math.min(at + SECTOR, length), (byte) 0);
                bad.add(new BadRange(at, Math.min(SECTOR, length - at)));
            }
        }
        Fingerprint fingerprint = Fingerprint.of(plain, 0, length);
        if (wrongChecksums > 0) {
            wrongChecksums--;
            fingerprint = another(fingerprint);
        }
        if (wrongHash && length == work.chunkBytes()) {
            wrongHash = false;
            fingerprint = new Fingerprint(new byte[Fingerprint.HASH_BYTES], fingerprint.crc32c());
        }
        return new Chunk(extent.offset(), length, Chunk.Encoding.RAW, fingerprint, merged(bad), ByteBuffer.wrap(plain));
    }

    private static List<BadRange> merged(List<BadRange> ranges) {
        List<BadRange> merged = new ArrayList<>();
        for (BadRange range : ranges) {
            BadRange last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.from() + last.length() == range.from()) {
                merged.set(merged.size() - 1, new BadRange(last.from(), last.length() + range.length()));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private static Fingerprint another(Fingerprint right) {
        return new Fingerprint(right.sha256(), right.crc32c() ^ 0x0100_0000);
    }
}
