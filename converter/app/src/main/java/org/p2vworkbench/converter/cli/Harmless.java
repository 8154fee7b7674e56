package org.p2vworkbench.converter.cli;

/** Text from disks and strangers' files, as it may be shown on a terminal. */
final class Harmless {

    private Harmless() {}

    /**
     * Every character that is an order to a terminal, or changes the direction of writing, as its code in angle
     * brackets: ECMA-48 controls (C0, DEL, C1) and the formatting characters of Unicode.
     */
    static String text(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    /** The same, with line ends and tabs as they are: for texts of ours that quote others. */
    static String lines(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\t') {
                shown.append((char) c);
            } else {
                append(shown, c);
            }
        });
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> shown.append("<%02X>".formatted(c));
            default -> shown.appendCodePoint(c);
        }
    }
}
