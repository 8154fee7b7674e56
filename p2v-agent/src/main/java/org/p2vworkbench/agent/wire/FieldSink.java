package org.p2vworkbench.agent.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts fields one after the other; the counterpart of {@link Fields}. */
final class FieldSink {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

    FieldSink u8(int value) {
        out.write(value);
        return this;
    }

    FieldSink u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    FieldSink u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    FieldSink u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    FieldSink bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** A longer text is cut where a character ends: what is shown to people must not fail for being long. */
    FieldSink text(String text) {
        String kept = text;
        while (utf8(kept).length > WireLimits.LONGEST_TEXT_BYTES) {
            int end = Math.min(kept.length() - 1, WireLimits.LONGEST_TEXT_BYTES);
            kept = kept.substring(0, Character.isLowSurrogate(kept.charAt(end)) ? end - 1 : end);
        }
        byte[] bytes = utf8(kept);
        return u16(bytes.length).bytes(bytes);
    }

    /** A text that ends where the body ends. */
    FieldSink document(String text) {
        return bytes(utf8(text));
    }

    byte[] written() {
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
