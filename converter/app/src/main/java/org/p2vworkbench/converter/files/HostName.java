package org.p2vworkbench.converter.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What a guest's file is called here. A name that is harmless stays as it is. What could mislead becomes {@code %XX}:
 * control characters and line ends, the backslash that separates folders on Windows, bytes that are no UTF-8, characters
 * this host's locale has no bytes for. A percent sign that could be taken for such an escape is escaped too, so that no
 * two names become one.
 */
final class HostName {

    private HostName() {}

    /** @param local what file names of this host are encoded in */
    static String of(byte[] name, Charset local) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException older) {
            return escaped(name);
        }
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            String itself = Character.toString(c);
            boolean harmless = !Character.isISOControl(c)
                    && c != '\\'
                    && Character.getType(c) != Character.FORMAT
                    && local.newEncoder().canEncode(itself)
                    && !(c == '%' && looksEscaped(text, at));
            shown.append(harmless ? itself : hex(itself.getBytes(StandardCharsets.UTF_8)));
            at += itself.length();
        }
        return shown.toString();
    }

    private static boolean looksEscaped(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static String escaped(byte[] name) {
        StringBuilder shown = new StringBuilder();
        for (byte each : name) {
            boolean plain = each >= 0x20 && each < 0x7f && each != '\\' && each != '%';
            shown.append(plain ? String.valueOf((char) each) : hex(each));
        }
        return shown.toString();
    }

    private static String hex(byte... bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            text.append("%%%02X".formatted(each));
        }
        return text.toString();
    }
}
