package org.p2vworkbench.converter.nbdexport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.p2vworkbench.disks.nbd.NbdProtocol;

/** Writes replies (proto.md, "Simple reply message" and "Structured reply chunk message"). A message is never torn. */
final class Replies {

    private static final int LONGEST_MESSAGE_BYTES = 4096;

    private final Frames frames;
    private final boolean structured;

    Replies(Frames frames, boolean structured) {
        this.frames = frames;
        this.structured = structured;
    }

    boolean structured() {
        return structured;
    }

    /** The client learns that its request failed; the connection goes on. */
    void error(Request request, int error, String message) throws IOException {
        if (!structured) {
            simple(request, error, ByteBuffer.allocate(0));
            return;
        }
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] shown = Arrays.copyOf(text, Math.min(text.length, LONGEST_MESSAGE_BYTES));
        chunk(
                request,
                true,
                NbdProtocol.REPLY_ERROR + 1,
                ByteBuffer.allocate(6 + shown.length)
                        .putInt(error)
                        .putShort((short) shown.length)
                        .put(shown)
                        .flip());
    }

    /** The whole of a simple reply. */
    void simple(Request request, int error, ByteBuffer data) throws IOException {
        synchronized (frames) {
            frames.send(head(request, error), data);
        }
    }

    /** What delivers the pieces of a reply. */
    interface Pieces {
        /** Sends what remains; nothing may go wrong with the disk any more but the connection ends. */
        void send(Frames frames) throws IOException;
    }

    /** A simple reply longer than one piece: nobody else may send until it is through. */
    void simple(Request request, ByteBuffer first, Pieces rest) throws IOException {
        synchronized (frames) {
            frames.send(head(request, 0), first);
            rest.send(frames);
        }
    }

    void data(Request request, long offset, ByteBuffer bytes, boolean last) throws IOException {
        synchronized (frames) {
            frames.send(
                    chunkHead(request, last, NbdProtocol.REPLY_OFFSET_DATA, 8 + bytes.remaining(), 8)
                            .putLong(offset)
                            .flip(),
                    bytes);
        }
    }

    void hole(Request request, long offset, int length, boolean last) throws IOException {
        chunk(
                request,
                last,
                NbdProtocol.REPLY_OFFSET_HOLE,
                ByteBuffer.allocate(12).putLong(offset).putInt(length).flip());
    }

    void blockStatus(Request request, ByteBuffer descriptors) throws IOException {
        synchronized (frames) {
            frames.send(
                    chunkHead(request, true, NbdProtocol.REPLY_BLOCK_STATUS, 4 + descriptors.remaining(), 4)
                            .putInt(Handshake.ALLOCATION_ID)
                            .flip(),
                    descriptors);
        }
    }

    /** A structured reply without content. */
    void nothing(Request request) throws IOException {
        chunk(request, true, NbdProtocol.REPLY_NONE, ByteBuffer.allocate(0));
    }

    private void chunk(Request request, boolean last, int type, ByteBuffer payload) throws IOException {
        synchronized (frames) {
            frames.send(chunkHead(request, last, type, payload.remaining(), payload.remaining())
                    .put(payload)
                    .flip());
        }
    }

    private static ByteBuffer chunkHead(Request request, boolean last, int type, int payloadBytes, int room) {
        return ByteBuffer.allocate(20 + room)
                .putInt(NbdProtocol.STRUCTURED_REPLY)
                .putShort((short) (last ? NbdProtocol.REPLY_DONE : 0))
                .putShort((short) type)
                .putLong(request.cookie())
                .putInt(payloadBytes);
    }

    private static ByteBuffer head(Request request, int error) {
        return ByteBuffer.allocate(16)
                .putInt(NbdProtocol.SIMPLE_REPLY)
                .putInt(error)
                .putLong(request.cookie())
                .flip();
    }
}
