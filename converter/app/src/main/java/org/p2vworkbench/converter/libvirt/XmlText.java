package org.p2vworkbench.converter.libvirt;

/** Which characters XML can carry at all (XML 1.0 fifth edition, section 2.2); escaping does not help the others. */
final class XmlText {

    private XmlText() {}

    static boolean allows(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0x10FFFF;
    }

    /** The text itself, for values that may not be changed, such as paths. */
    static String demand(String text) {
        if (!text.codePoints().allMatch(XmlText::allows)) {
            throw new IllegalArgumentException(
                    "'%s' contains a character that XML cannot carry; choose another folder".formatted(text));
        }
        return text;
    }

    /** The text with U+FFFD for what cannot be carried. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(allows(c) ? c : 0xFFFD));
        return clean.toString();
    }
}
