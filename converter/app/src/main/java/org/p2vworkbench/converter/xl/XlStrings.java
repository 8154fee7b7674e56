package org.p2vworkbench.converter.xl;

import org.p2vworkbench.disks.DiskFormatException;

/**
 * A string between single or double quotes, with the escapes of C. It ends on the line it begins on, for xl (xen,
 * tools/libs/util/libxlu_cfg_l.l) as for Python.
 */
final class XlStrings {

    private static final int MOST_OCTAL_DIGITS = 3;
    private static final int HEX_DIGITS = 2;

    private XlStrings() {}

    static String read(XlScanner in) throws DiskFormatException {
        int start = in.position();
        char quote = in.next();
        StringBuilder text = new StringBuilder();
        while (in.peek() != quote) {
            if (in.ended() || in.peek() == '\n') {
                throw in.damaged(
                        start,
                        "begins a string with %c that does not end on the same line".formatted(quote),
                        "Add the missing quote in a copy of the file and convert that.");
            }
            char next = in.next();
            if (next == '\\') {
                escape(in, text);
            } else {
                text.append(next);
            }
        }
        in.next();
        return text.toString();
    }

    private static void escape(XlScanner in, StringBuilder text) {
        char escaped = in.next();
        switch (escaped) {
            case 'a' -> text.append('\u0007');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'v' -> text.append('\u000b');
            case '\\', '\'', '"' -> text.append(escaped);
            case '\n' -> {
                // Python goes on with the next line as if there were no end of this one.
            }
            case 'x' -> number(in, text, "", 16, HEX_DIGITS, "\\x");
            case '0', '1', '2', '3', '4', '5', '6', '7' ->
                number(in, text, String.valueOf(escaped), 8, MOST_OCTAL_DIGITS, "");
            // Python leaves what it does not know as it is.
            default -> text.append('\\').append(escaped);
        }
    }

    private static void number(XlScanner in, StringBuilder text, String begun, int radix, int most, String otherwise) {
        StringBuilder digits = new StringBuilder(begun);
        while (digits.length() < most && Character.digit(in.peek(), radix) >= 0 && in.peek() < 0x80) {
            digits.append(in.next());
        }
        if (digits.isEmpty()) {
            text.append(otherwise);
        } else {
            text.append((char) (Integer.parseInt(digits.toString(), radix) & 0xff));
        }
    }
}
