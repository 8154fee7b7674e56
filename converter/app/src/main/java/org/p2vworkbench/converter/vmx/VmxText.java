package org.p2vworkbench.converter.vmx;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of a VMX file.
 *
 * <p>The file names its own encoding, in ASCII, in the line {@code .encoding = "..."}. Old files have no such line and
 * were written in the code page of their host: UTF-8 where the bytes are valid UTF-8, else Windows-1252, where every
 * byte is a character. The text is decoded before lines and escapes are looked at: in Shift_JIS the second byte of a
 * character may be {@code |} or a backslash.
 */
record VmxText(String text, Charset charset) {

    /** At the start of a line, within the few lines that lead the file; ISO 8859-1 keeps the bytes apart. */
    private static final Pattern ENCODING =
            Pattern.compile("(?im)^[ \\t]*\\.encoding[ \\t]*=[ \\t]*\"?([A-Za-z0-9_.:-]{1,40})");

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    static VmxText decode(byte[] bytes) {
        byte[] content = withoutMark(bytes);
        Charset charset = declared(content).orElseGet(() -> isUtf8(content) ? StandardCharsets.UTF_8 : WINDOWS);
        return new VmxText(new String(content, charset), charset);
    }

    private static byte[] withoutMark(byte[] bytes) {
        boolean marked = bytes.length >= 3
                && bytes[0] == BYTE_ORDER_MARK[0]
                && bytes[1] == BYTE_ORDER_MARK[1]
                && bytes[2] == BYTE_ORDER_MARK[2];
        return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    private static Optional<Charset> declared(byte[] content) {
        Matcher found = ENCODING.matcher(new String(content, StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            return Optional.empty();
        }
        try {
            Charset charset = Charset.forName(found.group(1));
            // The line was found as ASCII, so an encoding that writes ASCII otherwise cannot be the right one.
            boolean ascii = new String("scsi0".getBytes(StandardCharsets.US_ASCII), charset).equals("scsi0");
            return ascii ? Optional.of(charset) : Optional.empty();
        } catch (IllegalArgumentException unknownHere) {
            return Optional.empty();
        }
    }

    private static boolean isUtf8(byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }
}
