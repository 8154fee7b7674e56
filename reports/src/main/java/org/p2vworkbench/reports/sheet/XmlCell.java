package org.p2vworkbench.reports.sheet;

/** A cell of a worksheet (ECMA-376, section 18.3.1.4). */
final class XmlCell {

    private static final int LETTERS = 26;

    private XmlCell() {}

    static String of(String place, Object value, int style, int mostCharacters) {
        if (value == null) {
            return "";
        }
        if (value instanceof Boolean truth) {
            return "<c r=\"%s\" s=\"%d\" t=\"b\"><v>%d</v></c>".formatted(place, style, truth ? 1 : 0);
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return "<c r=\"%s\" s=\"%d\"><v>%s</v></c>".formatted(place, style, number);
        }
        String text = CellText.of(value.toString());
        String cut = text.substring(0, Math.min(text.length(), mostCharacters));
        return "<c r=\"%s\" s=\"%d\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is></c>"
                .formatted(place, style, escaped(cut));
    }

    /** 0 is A, 26 is AA. */
    static String column(int index) {
        String letter = Character.toString((char) ('A' + index % LETTERS));
        return index < LETTERS ? letter : column(index / LETTERS - 1) + letter;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
