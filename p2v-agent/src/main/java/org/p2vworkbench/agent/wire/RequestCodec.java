package org.p2vworkbench.agent.wire;

/** Requests to bodies and back. */
final class RequestCodec {

    /** "P2VW": whoever does not begin with it speaks something else. */
    static final long MAGIC = 0x5032_5657L;

    private RequestCodec() {}

    static Request read(Frame frame) throws WireException {
        RequestKind kind = RequestKind.numbered(frame.kind()).orElse(null);
        if (kind == null) {
            return new Request.Unknown(frame.kind());
        }
        Fields in = new Fields("request " + kind, frame.body());
        Request request = read(kind, in);
        in.end();
        return request;
    }

    private static Request read(RequestKind kind, Fields in) throws WireException {
        return switch (kind) {
            case HELLO -> hello(in);
            case INVENTORY -> new Request.Inventory();
            case SURVEY -> new Request.Survey();
            case DISKS -> new Request.Disks();
            case READ -> {
                Request.Packing packing = packing(in);
                yield new Request.Read(Request.Work.read(in), packing);
            }
            case READ_USED -> {
                Request.Packing packing = packing(in);
                yield new Request.ReadUsed(Request.Work.readAscending(in), packing);
            }
            case HASH -> new Request.Hash(Request.Work.read(in));
            case HASH_USED -> new Request.HashUsed(Request.Work.readAscending(in));
            case PROBE -> probe(in);
            case PROGRESS -> progress(in);
            case LANES -> lanes(in);
            case CANCEL -> new Request.Cancel((int) in.u32("request"));
            case FINISH -> new Request.Finish(in.u8("exit code"), in.text("text"));
        };
    }

    private static Request hello(Fields in) throws WireException {
        long magic = in.u32("magic");
        in.check(magic == MAGIC, "the magic 0x%08x, expected 0x%08x", magic, MAGIC);
        int lowest = in.u16("lowest version");
        int highest = in.u16("highest version");
        in.check(lowest <= highest, "versions %d to %d", lowest, highest);
        return new Request.Hello(lowest, highest, in.text("converter"));
    }

    private static Request.Packing packing(Fields in) throws WireException {
        int packing = in.u8("packing");
        in.check(packing < Request.Packing.values().length, "packing %d", packing);
        return Request.Packing.values()[packing];
    }

    private static Request probe(Fields in) throws WireException {
        int disk = in.u16("disk");
        long offset = in.u63("offset");
        long milliseconds = in.u32("duration");
        in.check(milliseconds <= Request.Probe.LONGEST_MILLISECONDS, "a probe of %d ms", milliseconds);
        return new Request.Probe(disk, offset, (int) milliseconds);
    }

    private static Request progress(Fields in) throws WireException {
        int state = in.u8("state");
        in.check(state < Request.Progress.State.values().length, "state %d", state);
        return new Request.Progress(
                Request.Progress.State.values()[state],
                in.u63("bytes done"),
                in.u63("bytes in all"),
                in.u63("rate"),
                in.u32("least time left"),
                in.u32("most time left"),
                in.text("text"));
    }

    private static Request lanes(Fields in) throws WireException {
        int count = in.u8("count");
        in.check(count >= 1 && count <= Request.Lanes.MOST, "%d lanes", count);
        return new Request.Lanes(count);
    }

    /** The kind and the body. */
    record Encoded(RequestKind kind, byte[] body) {}

    static Encoded write(Request request) {
        FieldSink out = new FieldSink();
        RequestKind kind = write(request, out);
        return new Encoded(kind, out.written());
    }

    private static RequestKind write(Request request, FieldSink out) {
        if (request instanceof Request.Hello hello) {
            out.u32(MAGIC)
                    .u16(hello.lowestVersion())
                    .u16(hello.highestVersion())
                    .text(hello.converter());
            return RequestKind.HELLO;
        } else if (request instanceof Request.Inventory) {
            return RequestKind.INVENTORY;
        } else if (request instanceof Request.Survey) {
            return RequestKind.SURVEY;
        } else if (request instanceof Request.Disks) {
            return RequestKind.DISKS;
        } else if (request instanceof Request.Read read) {
            out.u8(read.packing().ordinal());
            read.work().write(out);
            return RequestKind.READ;
        } else if (request instanceof Request.ReadUsed read) {
            out.u8(read.packing().ordinal());
            read.work().write(out);
            return RequestKind.READ_USED;
        } else if (request instanceof Request.Hash hash) {
            hash.work().write(out);
            return RequestKind.HASH;
        } else if (request instanceof Request.HashUsed hash) {
            hash.work().write(out);
            return RequestKind.HASH_USED;
        } else if (request instanceof Request.Probe probe) {
            out.u16(probe.disk()).u64(probe.offset()).u32(probe.milliseconds());
            return RequestKind.PROBE;
        } else if (request instanceof Request.Progress progress) {
            out.u8(progress.state().ordinal()).u64(progress.doneBytes()).u64(progress.totalBytes());
            out.u64(progress.bytesPerSecond()).u32(progress.leastSecondsLeft()).u32(progress.mostSecondsLeft());
            out.text(progress.text());
            return RequestKind.PROGRESS;
        } else if (request instanceof Request.Lanes lanes) {
            out.u8(lanes.count());
            return RequestKind.LANES;
        } else if (request instanceof Request.Cancel cancel) {
            out.u32(cancel.request());
            return RequestKind.CANCEL;
        } else if (request instanceof Request.Finish finish) {
            out.u8(finish.exitCode()).text(finish.text());
            return RequestKind.FINISH;
        }
        throw new IllegalArgumentException("not to be sent: " + request);
    }
}
