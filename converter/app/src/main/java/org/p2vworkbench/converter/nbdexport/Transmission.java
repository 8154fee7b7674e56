package org.p2vworkbench.converter.nbdexport;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Zeros;
import org.p2vworkbench.disks.nbd.NbdProtocol;

/**
 * Serves requests (proto.md, "Transmission phase").
 *
 * <p>Several threads serve one connection, and each does the same: takes the next request from the wire while the others
 * are kept from it, fetches what was asked for, and sends the reply while the others are kept from sending. So requests
 * are answered in parallel without a queue, and a client that does not take its replies holds up only its own threads,
 * with one piece of data each.
 */
final class Transmission {

    /** What is read from the disk at once: the memory of a thread. Small enough for a processor's cache. */
    private static final int PIECE_BYTES = 256 << 10;

    private final BlockSource source;
    private final Terms terms;
    private final Frames frames;
    private final Replies replies;
    private final Object wire = new Object();
    private boolean ended;

    Transmission(BlockSource source, Terms terms, Frames frames) {
        this.source = source;
        this.terms = terms;
        this.frames = frames;
        this.replies = new Replies(frames, terms.structuredReplies());
    }

    /**
     * Serves until the client says goodbye; any number of threads may do so.
     *
     * @throws IOException when the connection is lost or the client does not follow the protocol
     */
    void serve() throws IOException {
        Piece piece = new Piece();
        Request request = next();
        while (request.command() != NbdProtocol.CMD_DISC) {
            answer(request, piece);
            request = next();
        }
    }

    /** What a thread reads into: outside of the heap, so that the kernel fills and sends it without a copy in between. */
    private static final class Piece {

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        ByteBuffer of(long length) {
            if (bytes.capacity() == 0) {
                bytes = ByteBuffer.allocateDirect(PIECE_BYTES);
            }
            return bytes.clear().limit((int) Math.min(PIECE_BYTES, length));
        }
    }

    /** The next request, with its payload gone by; a goodbye is told to all threads. */
    private Request next() throws IOException {
        synchronized (wire) {
            if (ended) {
                return new Request(NbdProtocol.REQUEST, 0, NbdProtocol.CMD_DISC, 0, 0, 0);
            }
            Request request = Request.parse(frames.receive(Request.SIZE));
            if (request.magic() != NbdProtocol.REQUEST) {
                throw new IOException("the client sends 0x%08x instead of a request".formatted(request.magic()));
            }
            if (request.command() == NbdProtocol.CMD_WRITE) {
                skipPayload(request);
            }
            ended = request.command() == NbdProtocol.CMD_DISC;
            return request;
        }
    }

    private void skipPayload(Request write) throws IOException {
        if (write.length() > Handshake.MOST_PAYLOAD_BYTES) {
            throw new IOException("the client wants to write %d bytes at once".formatted(write.length()));
        }
        frames.skip(write.length());
    }

    private void answer(Request request, Piece piece) throws IOException {
        switch (request.command()) {
            case NbdProtocol.CMD_READ -> read(request, piece);
            case NbdProtocol.CMD_BLOCK_STATUS -> blockStatus(request);
            case NbdProtocol.CMD_WRITE, NbdProtocol.CMD_TRIM, NbdProtocol.CMD_WRITE_ZEROES ->
                replies.error(request, NbdProtocol.EPERM, "this disk is read-only");
            default -> replies.error(request, NbdProtocol.EINVAL, "unknown command " + request.command());
        }
    }

    private void read(Request request, Piece piece) throws IOException {
        if (request.flags() != 0
                || request.length() > Handshake.MOST_PAYLOAD_BYTES
                || !request.liesWithin(source.size())) {
            refuse(request);
        } else if (replies.structured()) {
            readInChunks(request, piece);
        } else {
            readWhole(request, piece);
        }
    }

    private void readInChunks(Request request, Piece buffer) throws IOException {
        if (request.length() == 0) {
            replies.nothing(request);
            return;
        }
        long end = request.offset() + request.length();
        int length;
        for (long at = request.offset(); at < end; at += length) {
            ByteBuffer piece = buffer.of(end - at);
            length = piece.remaining();
            try {
                fill(at, piece);
            } catch (IOException unreadable) {
                replies.error(request, NbdProtocol.EIO, unreadable.getMessage());
                return;
            }
            boolean last = at + length == end;
            if (Zeros.only(piece)) {
                replies.hole(request, at, length, last);
            } else {
                replies.data(request, at, piece, last);
            }
        }
    }

    private void readWhole(Request request, Piece buffer) throws IOException {
        ByteBuffer piece = buffer.of(request.length());
        int first = piece.remaining();
        try {
            fill(request.offset(), piece);
        } catch (IOException unreadable) {
            replies.error(request, NbdProtocol.EIO, unreadable.getMessage());
            return;
        }
        long end = request.offset() + request.length();
        replies.simple(request, piece, out -> {
            for (long at = request.offset() + first; at < end; at += PIECE_BYTES) {
                ByteBuffer next = buffer.of(end - at);
                // A failure from here on can only be told by hanging up (proto.md, "Request types", simple replies).
                fill(at, next);
                out.send(next);
            }
        });
    }

    private void fill(long at, ByteBuffer piece) throws IOException {
        try {
            source.read(at, piece);
            piece.flip();
        } catch (RuntimeException mistake) {
            throw new IOException("%s @ 0x%x: %s".formatted(source.name(), at, mistake), mistake);
        }
    }

    private void blockStatus(Request request) throws IOException {
        if (!terms.allocation()
                || (request.flags() & ~NbdProtocol.FLAG_REQ_ONE) != 0
                || request.length() == 0
                || !request.liesWithin(source.size())) {
            refuse(request);
            return;
        }
        ByteBuffer descriptors;
        try {
            descriptors = HoleAnswer.of(source, request);
        } catch (IOException | RuntimeException unable) {
            // It can be read all the same: one run of unknown content (proto.md, NBD_CMD_BLOCK_STATUS).
            descriptors = ByteBuffer.allocate(8)
                    .putInt((int) request.length())
                    .putInt(0)
                    .flip();
        }
        replies.blockStatus(request, descriptors);
    }

    private void refuse(Request request) throws IOException {
        replies.error(
                request,
                NbdProtocol.EINVAL,
                "%d bytes at 0x%x with flags 0x%x cannot be had from %d bytes"
                        .formatted(request.length(), request.offset(), request.flags(), source.size()));
    }
}
