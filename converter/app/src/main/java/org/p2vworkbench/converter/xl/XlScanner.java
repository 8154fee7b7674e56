package org.p2vworkbench.converter.xl;

import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** The characters of a configuration, with the line they are on. */
final class XlScanner {

    /** Stands for the end of the text; a file that has it is no text. */
    static final char END = '\0';

    private final String name;
    private final String text;
    private int at;

    XlScanner(String name, String text) {
        this.name = name;
        this.text = text;
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    char next() {
        char next = peek();
        at++;
        return next;
    }

    boolean ended() {
        return at >= text.length();
    }

    int position() {
        return at;
    }

    void returnTo(int position) {
        at = position;
    }

    String since(int position) {
        return text.substring(position, Math.min(at, text.length()));
    }

    /** Spaces, and ends of lines that a backslash takes away. */
    void skipSpaces() {
        while (true) {
            if (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\f') {
                at++;
            } else if (peek() == '\\' && peek(1) == '\n') {
                at += 2;
            } else if (peek() == '\\' && peek(1) == '\r' && peek(2) == '\n') {
                at += 3;
            } else {
                return;
            }
        }
    }

    /** Spaces, comments and ends of lines: what may stand between the items of a list. */
    void skipLines() {
        skipSpaces();
        while (peek() == '\n' || peek() == '#') {
            skipComment();
            if (peek() == '\n') {
                at++;
            }
            skipSpaces();
        }
    }

    void skipComment() {
        if (peek() == '#') {
            while (!ended() && peek() != '\n') {
                at++;
            }
        }
    }

    /** A letter, then letters, digits and underscores; empty when there is none here. */
    String word() {
        int start = at;
        if (Character.isLetter(peek()) || peek() == '_') {
            while (Character.isLetterOrDigit(peek()) || peek() == '_') {
                at++;
            }
        }
        return text.substring(start, at);
    }

    int line(int position) {
        int line = 1;
        for (int i = 0; i < Math.min(position, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    /** The exception for something at a place of the file. */
    DiskFormatException damaged(int position, String what, String next) {
        return new DiskFormatException(
                new DiskAddress(name, position), "line %d %s".formatted(line(position), what), next);
    }
}
