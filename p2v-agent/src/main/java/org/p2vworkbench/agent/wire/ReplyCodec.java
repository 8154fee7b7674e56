package org.p2vworkbench.agent.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Replies to bodies and back. */
final class ReplyCodec {

    private static final int RATE_BYTES = 17;

    private ReplyCodec() {}

    static Reply read(Frame frame) throws WireException {
        ReplyKind kind = ReplyKind.numbered(frame.kind())
                .orElseThrow(() -> new WireException("reply: found kind 0x%02x".formatted(frame.kind())));
        Fields in = new Fields("reply " + kind, frame.body());
        Reply reply = read(kind, in);
        in.end();
        return reply;
    }

    private static Reply read(ReplyKind kind, Fields in) throws WireException {
        return switch (kind) {
            case DONE -> done(in);
            case WELCOME -> welcome(in);
            case INVENTORY -> new Reply.Inventory(in.document("inventory"));
            case SURVEY -> new Reply.Survey(in.document("survey"));
            case DISKS -> disks(in);
            case CHUNK -> Chunk.read(in);
            case HASHES -> Hashes.read(in);
            case RATES -> rates(in);
            case ERROR -> new Reply.Error(ErrorCode.numbered(in.u16("code")), in.text("text"));
        };
    }

    private static Reply done(Fields in) throws WireException {
        int outcome = in.u8("outcome");
        in.check(outcome < Reply.Done.Outcome.values().length, "outcome %d", outcome);
        return new Reply.Done(Reply.Done.Outcome.values()[outcome], in.u16("extent"), in.u63("offset"));
    }

    private static Reply welcome(Fields in) throws WireException {
        int version = in.u16("version");
        Set<Capability> capabilities = Capability.of(in.u32("capabilities"));
        byte[] session = in.bytes(Reply.Welcome.SESSION_BYTES, "session");
        int lane = in.u8("lane");
        int advised = in.u8("advised lanes");
        long chunk = in.u32("largest chunk");
        in.check(WireLimits.isChunkSize(chunk), "a largest chunk of %d bytes", chunk);
        return new Reply.Welcome(
                version,
                capabilities,
                session,
                lane,
                advised,
                (int) chunk,
                in.text("machine"),
                in.text("agent"),
                in.text("public key"));
    }

    private static Reply disks(Fields in) throws WireException {
        int count = in.count("disks", WireLimits.MOST_DISKS, DiskOffer.leastBytes());
        List<DiskOffer> disks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            disks.add(DiskOffer.read(in));
        }
        return new Reply.Disks(disks);
    }

    private static Reply rates(Fields in) throws WireException {
        int count = in.count("rates", Reply.Rate.What.values().length, RATE_BYTES);
        List<Reply.Rate> rates = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int what = in.u8("what");
            in.check(what < Reply.Rate.What.values().length, "a rate of %d", what);
            rates.add(new Reply.Rate(Reply.Rate.What.values()[what], in.u63("bytes"), in.u63("nanoseconds")));
        }
        return new Reply.Rates(rates);
    }

    /** Puts all but a chunk's payload. */
    static ReplyKind write(Reply reply, FieldSink out) {
        if (reply instanceof Chunk chunk) {
            out.bytes(chunk.head());
            return ReplyKind.CHUNK;
        } else if (reply instanceof Hashes hashes) {
            hashes.write(out);
            return ReplyKind.HASHES;
        } else if (reply instanceof Reply.Done done) {
            out.u8(done.outcome().ordinal()).u16(done.extent()).u64(done.offset());
            return ReplyKind.DONE;
        } else if (reply instanceof Reply.Welcome welcome) {
            out.u16(welcome.version())
                    .u32(Capability.bits(welcome.capabilities()))
                    .bytes(welcome.session());
            out.u8(welcome.lane()).u8(welcome.advisedLanes()).u32(welcome.largestChunkBytes());
            out.text(welcome.machine()).text(welcome.agent()).text(welcome.publicKey());
            return ReplyKind.WELCOME;
        } else if (reply instanceof Reply.Inventory inventory) {
            out.document(inventory.json());
            return ReplyKind.INVENTORY;
        } else if (reply instanceof Reply.Survey survey) {
            out.document(survey.json());
            return ReplyKind.SURVEY;
        } else if (reply instanceof Reply.Disks disks) {
            out.u16(disks.disks().size());
            disks.disks().forEach(disk -> disk.write(out));
            return ReplyKind.DISKS;
        } else if (reply instanceof Reply.Rates rates) {
            out.u16(rates.rates().size());
            rates.rates()
                    .forEach(rate ->
                            out.u8(rate.what().ordinal()).u64(rate.bytes()).u64(rate.nanoseconds()));
            return ReplyKind.RATES;
        } else if (reply instanceof Reply.Error error) {
            out.u16(error.code().number).text(error.text());
            return ReplyKind.ERROR;
        }
        throw new AssertionError(reply);
    }
}
