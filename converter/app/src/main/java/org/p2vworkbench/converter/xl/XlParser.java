package org.p2vworkbench.converter.xl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.converter.xl.XlFile.Setting;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Reads settings: {@code key = value}, each ended by a line's end or a semicolon, where a value is a string, a number or
 * a list of values. That is all of xl's grammar (libxlu_cfg_y.y). What a file of xm has beside it is Python; it is
 * stepped over, with the end of its brackets and quotes in mind, and kept as {@link XlValue.Computed}.
 */
final class XlParser {

    /** {@code vnuma} has lists in a list; nothing has more. */
    private static final int DEEPEST_LIST = 8;

    private static final String MEND = "Correct the line in a copy of the file and convert that.";

    private final XlScanner in;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<Integer> passedOver = new ArrayList<>();
    private boolean inBlock;

    XlParser(String name, String text) {
        this.in = new XlScanner(name, text);
    }

    Map<String, Setting> settings() {
        return settings;
    }

    /** Lines that set nothing and are no comment either. */
    List<Integer> passedOver() {
        return passedOver;
    }

    XlParser parse() throws DiskFormatException {
        while (!in.ended()) {
            int start = in.position();
            in.skipSpaces();
            boolean indented = in.position() > start;
            in.skipComment();
            if (in.peek() == '\n' || in.peek() == ';') {
                in.next();
            } else if (!in.ended()) {
                statement(indented);
            }
        }
        return this;
    }

    private void statement(boolean indented) throws DiskFormatException {
        int start = in.position();
        inBlock &= indented;
        String key = in.word();
        in.skipSpaces();
        boolean adds = in.peek() == '+' && in.peek(1) == '=';
        if (key.isEmpty() || !adds && (in.peek() != '=' || in.peek(1) == '=')) {
            in.returnTo(start);
            String source = skipStatement();
            passedOver.add(in.line(start));
            inBlock |= source.endsWith(":");
            return;
        }
        in.next();
        if (adds) {
            in.next();
        }
        in.skipSpaces();
        int valueStart = in.position();
        XlValue value = literal(0);
        in.skipSpaces();
        if (value instanceof XlValue.Computed || !endsHere() || adds || inBlock) {
            in.returnTo(valueStart);
            value = new XlValue.Computed(skipStatement());
        }
        settings.put(key, new Setting(in.line(start), value));
    }

    private boolean endsHere() {
        return in.ended() || in.peek() == '\n' || in.peek() == ';' || in.peek() == '#';
    }

    /** A value that is written out; {@code Computed} for anything else, which is not stepped over yet. */
    private XlValue literal(int depth) throws DiskFormatException {
        char first = in.peek();
        if (first == '[') {
            return list(depth);
        }
        if (first == '"' || first == '\'') {
            // Three quotes are Python's.
            return in.peek(1) == first && in.peek(2) == first
                    ? new XlValue.Computed("")
                    : new XlValue.Text(XlStrings.read(in));
        }
        if (first == '-' || first >= '0' && first <= '9') {
            int start = in.position();
            in.next();
            while (in.peek() < 0x80 && Character.isLetterOrDigit(in.peek())) {
                in.next();
            }
            return new XlValue.Text(in.since(start));
        }
        return switch (in.word()) {
            case "True" -> new XlValue.Text("1");
            case "False" -> new XlValue.Text("0");
            case "None" -> new XlValue.Text("");
            default -> new XlValue.Computed("");
        };
    }

    private XlValue list(int depth) throws DiskFormatException {
        int start = in.position();
        if (depth == DEEPEST_LIST) {
            throw in.damaged(start, "has lists in more than %d lists".formatted(DEEPEST_LIST), MEND);
        }
        in.next();
        List<XlValue> items = new ArrayList<>();
        while (true) {
            in.skipLines();
            if (in.peek() == ']') {
                in.next();
                return new XlValue.Sequence(items);
            }
            demandMore(start);
            XlValue item = literal(depth + 1);
            if (item instanceof XlValue.Computed) {
                return item;
            }
            items.add(item);
            in.skipLines();
            if (in.peek() == ',') {
                in.next();
            } else if (in.peek() == '"' || in.peek() == '\'') {
                throw in.damaged(in.position(), "has two strings with no comma between them", MEND);
            } else if (in.peek() != ']') {
                demandMore(start);
                return new XlValue.Computed("");
            }
        }
    }

    private void demandMore(int start) throws DiskFormatException {
        if (in.ended()) {
            throw in.damaged(start, "begins a list that is not closed before the end of the file", MEND);
        }
    }

    /** To the end of a statement of Python: brackets and strings may go on over lines. */
    private String skipStatement() throws DiskFormatException {
        int start = in.position();
        int depth = 0;
        while (!in.ended() && (depth > 0 || in.peek() != '\n' && in.peek() != ';')) {
            in.skipSpaces();
            char next = in.peek();
            if (next == '#') {
                in.skipComment();
            } else if (next == '"' || next == '\'') {
                skipString(next);
            } else {
                depth += "([{".indexOf(next) >= 0 ? 1 : ")]}".indexOf(next) >= 0 ? -1 : 0;
                if (depth > 0 || next != '\n' && next != ';') {
                    in.next();
                }
            }
        }
        if (depth > 0) {
            throw in.damaged(start, "opens a bracket that is not closed before the end of the file", MEND);
        }
        return in.since(start).strip();
    }

    private void skipString(char quote) throws DiskFormatException {
        if (in.peek(1) != quote || in.peek(2) != quote) {
            XlStrings.read(in);
            return;
        }
        int start = in.position();
        in.returnTo(start + 3);
        while (in.peek() != quote || in.peek(1) != quote || in.peek(2) != quote) {
            if (in.ended()) {
                throw in.damaged(start, "begins a string that does not end before the end of the file", MEND);
            }
            in.next();
        }
        in.returnTo(in.position() + 3);
    }
}
