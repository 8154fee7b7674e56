package org.p2vworkbench.disks.volume.lvm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Reads LVM's configuration text (lvm.conf(5), "SYNTAX"):
 *
 * <pre>
 *   entries = { name "{" entries "}" | name "=" value }
 *   value   = "[" [ value { "," value } [ "," ] ] "]" | number | '"' text '"'        # comment to the line's end
 * </pre>
 *
 * A text is as hostile as the disk it is from: groups nest and entries add up only so far.
 */
final class LvmText {

    /** The deepest of LVM's own: group, logical_volumes, volume, segment. */
    private static final int DEEPEST = 12;
    /** A volume has some 25 entries; this is memory for 10 000 of them. */
    private static final int MOST_VALUES = 400_000;

    /** What {@link #peek} answers behind the text's last character; a text on disk ends in a zero byte. */
    private static final char END = 0;

    private static final String NEXT =
            "Older versions of the text may be found with 'pvck --dump metadata_search' on a copy of the disk.";

    private final String source;
    private final String text;
    private int at;
    private int values;

    private LvmText(String source, String text) {
        this.source = source;
        this.text = text;
    }

    /** @param source whose text it is, for errors */
    static TextNode parse(String source, String text) throws DiskFormatException {
        LvmText parser = new LvmText(source, text);
        TextNode root = parser.entries(0);
        if (parser.peek() != END) {
            throw parser.damaged("'%c' closes nothing".formatted(parser.peek()));
        }
        return root;
    }

    private TextNode entries(int depth) throws DiskFormatException {
        if (depth > DEEPEST) {
            throw damaged("groups are nested more than %d deep".formatted(DEEPEST));
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        while (peek() != END && peek() != '}') {
            String name = word();
            Object value;
            if (peek() == '{') {
                at++;
                value = entries(depth + 1);
                expect('}');
            } else {
                expect('=');
                value = value(depth);
            }
            count();
            if (entries.putIfAbsent(name, value) != null) {
                throw damaged("\"%s\" is said twice".formatted(name));
            }
        }
        return new TextNode(entries);
    }

    private Object value(int depth) throws DiskFormatException {
        count();
        char first = peek();
        if (first == '"') {
            return quoted();
        }
        if (first != '[') {
            return number();
        }
        if (depth > DEEPEST) {
            throw damaged("lists are nested more than %d deep".formatted(DEEPEST));
        }
        at++;
        List<Object> list = new ArrayList<>();
        while (peek() != ']') {
            list.add(value(depth + 1));
            if (peek() != ']') {
                expect(',');
            }
        }
        at++;
        return List.copyOf(list);
    }

    private String quoted() throws DiskFormatException {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        expect('"');
        return value.toString();
    }

    /** A whole number; a number with a fraction occurs in no description of volumes and is kept as text. */
    private Object number() throws DiskFormatException {
        String digits = word();
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException fraction) {
            if (digits.matches("[-+]?[0-9]+\\.[0-9]+")) {
                return digits;
            }
            throw damaged("\"%s\" is no value".formatted(digits));
        }
    }

    private String word() throws DiskFormatException {
        int from = skipBlank();
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_-.+/".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == from) {
            throw damaged(peek() == END ? "the text ends too early" : "a name is needed, found '%c'".formatted(peek()));
        }
        return text.substring(from, at);
    }

    private void expect(char wanted) throws DiskFormatException {
        if (peek() != wanted) {
            throw damaged(
                    peek() == END
                            ? "the text ends where '%c' is needed".formatted(wanted)
                            : "'%c' is needed, found '%c'".formatted(wanted, peek()));
        }
        at++;
    }

    private char peek() {
        int next = skipBlank();
        return next < text.length() ? text.charAt(next) : END;
    }

    private int skipBlank() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (next == ' ' || next == '\t' || next == '\n' || next == '\r') {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    private void count() throws DiskFormatException {
        values++;
        if (values > MOST_VALUES) {
            throw damaged("there are more than %d entries".formatted(MOST_VALUES));
        }
    }

    private DiskFormatException damaged(String what) {
        return new DiskFormatException(
                new DiskAddress(source, 0), "the LVM text, character %d: %s".formatted(at, what), NEXT);
    }
}
