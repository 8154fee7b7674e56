package org.p2vworkbench.agent.lane;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.p2vworkbench.agent.disk.DiskTable;
import org.p2vworkbench.agent.wire.ErrorCode;
import org.p2vworkbench.agent.wire.Extent;
import org.p2vworkbench.agent.wire.Pace;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.ReplyStream;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.agent.wire.RequestStream;
import org.p2vworkbench.agent.wire.WireException;
import org.p2vworkbench.agent.wire.WireLimits;

/** One conversation: reads requests and answers them until the other end hangs up or says that all is finished. */
public final class Lane {

    private static final Pace UNKNOWN = new Pace();

    private final int number;
    private final Services services;
    private final RequestStream.Reader in;
    private final ReplyStream.Writer out;
    private final LaneTasks tasks;
    private boolean greeted;

    /** What all lanes of an agent share. */
    public record Services(
            Identity identity,
            DiskTable disks,
            InventorySource inventory,
            InventorySource survey,
            Crew crew,
            LaneListener listener) {}

    /** Looks anew each time it is asked. */
    public interface InventorySource {
        String json() throws IOException;
    }

    public Lane(int number, InputStream in, OutputStream out, Services services) {
        this.number = number;
        this.services = services;
        this.in = new RequestStream.Reader(in);
        this.out = new ReplyStream.Writer(out);
        this.tasks = new LaneTasks(services.crew(), this.out, services.listener());
    }

    /**
     * Returns when the lane is over.
     *
     * @return what the converter said when it was finished with this machine, or empty when it hung up
     * @throws IOException when the connection broke or the other end speaks something else
     */
    public Optional<Request.Finish> serve() throws IOException {
        try {
            while (true) {
                Optional<RequestStream.Numbered> next = in.next();
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                Request request = next.get().request();
                handle(next.get().id(), request);
                if (request instanceof Request.Finish finish) {
                    return Optional.of(finish);
                }
            }
        } finally {
            tasks.abandonAll();
        }
    }

    private void handle(int id, Request request) throws IOException {
        if (tasks.isOutstanding(id)) {
            throw new WireException("request %d while another of this number is under way".formatted(id));
        } else if (request instanceof Request.Hello hello) {
            greet(id, hello);
        } else if (!greeted) {
            refuse(id, ErrorCode.OUT_OF_TURN, "Hello comes first.");
        } else if (request instanceof Request.Read read) {
            work(id, read.work(), (task, buffers, work) -> work.chunks(task, buffers, read.packing(), wire()));
        } else if (request instanceof Request.ReadUsed read) {
            work(id, read.work(), (task, buffers, work) -> work.used(task, buffers, read.packing(), wire()));
        } else if (request instanceof Request.Hash hash) {
            work(id, hash.work(), (task, buffers, work) -> work.hashes(task, buffers));
        } else if (request instanceof Request.HashUsed hash) {
            work(id, hash.work(), (task, buffers, work) -> work.hashesOfUsed(task, buffers));
        } else if (request instanceof Request.Probe probe) {
            probe(id, probe);
        } else if (request instanceof Request.Survey) {
            survey(id);
        } else {
            out.write(id, answerAtOnce(request));
        }
    }

    /**
     * What counts against compressing: nothing while a processor is idle. How long writing takes tells little then, for the
     * queues behind it swallow all that a converter asks for at a time.
     */
    private Pace wire() {
        return services.crew().processors().areBusy() ? out.pace() : UNKNOWN;
    }

    private Reply answerAtOnce(Request request) throws IOException {
        LaneListener listener = services.listener();
        if (request instanceof Request.Inventory) {
            return asked(() -> new Reply.Inventory(services.inventory().json()));
        } else if (request instanceof Request.Disks) {
            return asked(() -> new Reply.Disks(services.disks().list()));
        } else if (request instanceof Request.Progress progress) {
            listener.progress(progress);
        } else if (request instanceof Request.Lanes lanes) {
            listener.lanesWanted(lanes.count());
        } else if (request instanceof Request.Cancel cancel) {
            tasks.cancel(cancel.request());
        } else if (request instanceof Request.Unknown unknown) {
            return new Reply.Error(
                    ErrorCode.UNKNOWN_REQUEST,
                    "This agent speaks version %d, which has no request 0x%02x."
                            .formatted(WireLimits.VERSION, unknown.kind()));
        }
        return Reply.Done.COMPLETE;
    }

    /** What the machine is asked for. */
    private interface Question {
        Reply answer() throws IOException;
    }

    /** A machine that cannot tell about itself is no reason to hang up. */
    private static Reply asked(Question question) {
        try {
            return question.answer();
        } catch (IOException noAnswer) {
            return new Reply.Error(ErrorCode.INTERNAL, String.valueOf(noAnswer.getMessage()));
        }
    }

    private void greet(int id, Request.Hello hello) throws IOException {
        if (greeted) {
            refuse(id, ErrorCode.OUT_OF_TURN, "Hello was said before.");
        } else if (hello.lowestVersion() > WireLimits.VERSION || hello.highestVersion() < WireLimits.VERSION) {
            String text =
                    "This agent speaks version %1$d of the protocol, the converter %2$d to %3$d. Use the agent that belongs to the converter."
                            .formatted(WireLimits.VERSION, hello.lowestVersion(), hello.highestVersion());
            refuse(id, ErrorCode.VERSION, text);
            throw new WireException(text);
        } else {
            greeted = true;
            services.listener().greeted(number, hello.converter());
            out.write(id, services.identity().welcome(WireLimits.VERSION, number));
        }
    }

    /** What is done with an extent reader on a worker. */
    private interface Reading {
        void run(Task task, ChunkBuffers buffers, ReadWork work) throws IOException;
    }

    private void work(int id, Request.Work work, Reading reading) throws IOException {
        Optional<DiskTable.Opened> disk = disk(id, work.disk());
        if (disk.isEmpty()) {
            return;
        }
        Optional<Extent> beyond = work.extents().stream()
                .filter(extent -> extent.end() > disk.get().offeredBytes())
                .findFirst();
        if (beyond.isPresent()) {
            refuse(
                    id,
                    ErrorCode.BAD_REQUEST,
                    "Extent 0x%x to 0x%x of a disk that ends at 0x%x."
                            .formatted(
                                    beyond.get().offset(),
                                    beyond.get().end(),
                                    disk.get().offeredBytes()));
        } else if (work.chunkBytes() > Identity.LARGEST_CHUNK_BYTES) {
            refuse(
                    id,
                    ErrorCode.BAD_REQUEST,
                    "Chunks of %d bytes; this agent takes %d."
                            .formatted(work.chunkBytes(), Identity.LARGEST_CHUNK_BYTES));
        } else {
            ReadWork readWork = new ReadWork(disk.get(), work, services.listener());
            add(
                    id,
                    work.deadlineMilliseconds(),
                    work.extents().get(0).offset(),
                    (task, buffers) -> reading.run(task, buffers, readWork));
        }
    }

    private void probe(int id, Request.Probe probe) throws IOException {
        Optional<DiskTable.Opened> disk = disk(id, probe.disk());
        if (disk.isPresent()) {
            add(id, 0, probe.offset(), (task, buffers) -> new ProbeWork(disk.get(), probe).run(task, buffers));
        }
    }

    /** Takes as long as its slowest question, so it is asked on a worker, beside what is copied. */
    private void survey(int id) throws IOException {
        add(id, 0, 0, (task, buffers) -> {
            String json = services.survey().json();
            int bytes = json.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > WireLimits.LONGEST_DOCUMENT_BYTES) {
                throw new IOException("its survey has %d bytes, more than the %d that a reply may have"
                        .formatted(bytes, WireLimits.LONGEST_DOCUMENT_BYTES));
            }
            task.complete(new Reply.Survey(json));
        });
    }

    private Optional<DiskTable.Opened> disk(int id, int index) throws IOException {
        Optional<DiskTable.Opened> disk = services.disks().at(index);
        if (disk.isEmpty()) {
            refuse(id, ErrorCode.NO_SUCH_DISK, "Disk %d was not listed.".formatted(index));
        }
        return disk;
    }

    private void add(int id, long deadlineMilliseconds, long startsAt, LaneTasks.Work work) throws IOException {
        if (!tasks.add(id, deadlineMilliseconds, startsAt, work)) {
            refuse(id, ErrorCode.TOO_MANY, "%d requests are unanswered.".formatted(WireLimits.MOST_OUTSTANDING));
        }
    }

    private void refuse(int id, ErrorCode code, String text) throws IOException {
        out.write(id, new Reply.Error(code, text));
    }
}
