package org.p2vworkbench.agent.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * One message as it travels, see {@link WireLimits}.
 *
 * @param body whoever reads the frame may keep it
 */
record Frame(int kind, int id, ByteBuffer body) {

    /** The head alone; a body of so many bytes follows. */
    static byte[] head(int kind, int id, int bodyBytes) {
        return ByteBuffer.allocate(WireLimits.HEAD_BYTES)
                .putInt(WireLimits.COUNTED_HEAD_BYTES + bodyBytes)
                .putInt(kind << 24)
                .putInt(id)
                .array();
    }

    /** Reads frames. */
    static final class Source {

        private final InputStream in;
        private final int mostBodyBytes;
        private final byte[] head = new byte[WireLimits.HEAD_BYTES];

        /** A body below this says nothing of what the next will be: the end of an answer comes between any two chunks. */
        private static final int SMALL_BYTES = 512;

        /** Of the last body that was not small: the chunks of a lane are mostly alike. */
        private int usualBytes = SMALL_BYTES;

        Source(InputStream in, int mostBodyBytes) {
            this.in = in;
            this.mostBodyBytes = mostBodyBytes;
        }

        /** The next frame; empty when the other end closed the stream between two frames. */
        Optional<Frame> next() throws IOException {
            int got = in.readNBytes(head, 0, head.length);
            if (got == 0) {
                return Optional.empty();
            }
            whole(got, head.length);
            ByteBuffer fields = ByteBuffer.wrap(head);
            long length = Integer.toUnsignedLong(fields.getInt(0));
            int kind = fields.getInt(WireLimits.LENGTH_BYTES);
            if (length < WireLimits.COUNTED_HEAD_BYTES || length - WireLimits.COUNTED_HEAD_BYTES > mostBodyBytes) {
                throw new WireException("frame: found a length of %d bytes, expected %d to %d"
                        .formatted(
                                length, WireLimits.COUNTED_HEAD_BYTES, WireLimits.COUNTED_HEAD_BYTES + mostBodyBytes));
            }
            if ((kind & 0xff_ffff) != 0) {
                throw new WireException(
                        "frame: found 0x%06x after the kind, expected zeros".formatted(kind & 0xff_ffff));
            }
            int bodyBytes = (int) length - WireLimits.COUNTED_HEAD_BYTES;
            return Optional.of(new Frame(kind >>> 24, fields.getInt(8), body(bodyBytes)));
        }

        /** The array grows with what arrives, so a length alone costs the sender's bytes and not our memory. */
        private ByteBuffer body(int bodyBytes) throws IOException {
            byte[] buffer = new byte[Math.min(bodyBytes, usualBytes)];
            int done = 0;
            while (done < bodyBytes) {
                if (buffer.length == done) {
                    buffer = Arrays.copyOf(buffer, (int) Math.min(bodyBytes, done * 4L));
                }
                int want = Math.min(bodyBytes, buffer.length) - done;
                int got = in.readNBytes(buffer, done, want);
                whole(done + got, done + want);
                done += got;
            }
            if (bodyBytes > SMALL_BYTES) {
                usualBytes = bodyBytes;
            }
            return ByteBuffer.wrap(buffer, 0, bodyBytes);
        }

        private static void whole(int got, int wanted) throws EOFException {
            if (got < wanted) {
                throw new EOFException("the stream ended within a frame: %d of %d bytes".formatted(got, wanted));
            }
        }
    }
}
