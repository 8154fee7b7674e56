package org.p2vworkbench.reports.page;

/** A text from a stranger's machine, as it may be shown. */
public final class Shown {

    /** Names are shorter; a label of 10,000 characters is an attack, and its beginning says so. */
    private static final int MOST_CHARACTERS = 2000;

    private Shown() {}

    /** Without orders to terminals and marks of direction, which become their code in angle brackets, and not endless. */
    public static String text(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), MOST_CHARACTERS) + 1);
        text.codePoints().limit(MOST_CHARACTERS).forEach(c -> append(shown, c));
        if (text.length() > MOST_CHARACTERS && text.codePointCount(0, text.length()) > MOST_CHARACTERS) {
            shown.append('…');
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.SURROGATE -> {
                if (c == '\n' || c == '\t') {
                    shown.append(c == '\n' ? '\n' : ' ');
                } else {
                    shown.append("<%02X>".formatted(c));
                }
            }
            default -> shown.appendCodePoint(c);
        }
    }
}
