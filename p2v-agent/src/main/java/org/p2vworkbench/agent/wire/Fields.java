package org.p2vworkbench.agent.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Takes the fields of a body one after the other; a body that is too short or too long is a {@link WireException}. */
final class Fields {

    private final String message;
    private final ByteBuffer in;

    /** @param message what is being read, for errors */
    Fields(String message, ByteBuffer body) {
        this.message = message;
        in = body.slice();
    }

    int u8(String field) throws WireException {
        need(Byte.BYTES, field);
        return Byte.toUnsignedInt(in.get());
    }

    int u16(String field) throws WireException {
        need(Short.BYTES, field);
        return Short.toUnsignedInt(in.getShort());
    }

    long u32(String field) throws WireException {
        need(Integer.BYTES, field);
        return Integer.toUnsignedLong(in.getInt());
    }

    /** A size or an offset. No disk has more bytes than a signed number counts. */
    long u63(String field) throws WireException {
        need(Long.BYTES, field);
        long value = in.getLong();
        check(value >= 0, "0x%016x as %s", value, field);
        return value;
    }

    /** A count that is checked before anything is made for so many. */
    int count(String field, int most, int bytesOfEach) throws WireException {
        int count = u16("number of " + field);
        check(count <= most, "%d %s, at most %d are allowed", count, field, most);
        check(
                (long) count * bytesOfEach <= in.remaining(),
                "%d %s, and only %d bytes for them",
                count,
                field,
                in.remaining());
        return count;
    }

    byte[] bytes(int count, String field) throws WireException {
        need(count, field);
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    String text(String field) throws WireException {
        int length = u16("length of " + field);
        check(length <= WireLimits.LONGEST_TEXT_BYTES, "%s of %d bytes", field, length);
        need(length, field);
        return decoded(length, field);
    }

    /** All that is left, as text. */
    String document(String field) throws WireException {
        return decoded(in.remaining(), field);
    }

    /** All that is left. The bytes are the frame's own. */
    ByteBuffer rest() {
        ByteBuffer rest = in.slice();
        in.position(in.limit());
        return rest;
    }

    int left() {
        return in.remaining();
    }

    void end() throws WireException {
        check(!in.hasRemaining(), "%d bytes too many", in.remaining());
    }

    /** @param found with the values for it put in only when they are needed: this is done several times a chunk */
    void check(boolean holds, String found, Object... values) throws WireException {
        if (!holds) {
            throw new WireException("%s: found %s".formatted(message, found.formatted(values)));
        }
    }

    private void need(int bytes, String field) throws WireException {
        if (in.remaining() < bytes) {
            throw new WireException("%s: ends before its %s: %d bytes are left, %d are needed"
                    .formatted(message, field, in.remaining(), bytes));
        }
    }

    /** Unlike new String(), tells text that is no UTF-8 instead of replacing parts of it. */
    private String decoded(int length, String field) throws WireException {
        ByteBuffer text = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new WireException("%s: %s is not UTF-8".formatted(message, field));
        }
    }
}
