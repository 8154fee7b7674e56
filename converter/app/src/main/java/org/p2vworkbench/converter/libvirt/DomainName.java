package org.p2vworkbench.converter.libvirt;

import java.nio.charset.StandardCharsets;

/**
 * A machine's name as libvirt takes it: one line, no slash, short enough for the file {@code NAME.xml}, and not to be
 * mistaken for an option.
 */
final class DomainName {

    private static final int MOST_BYTES = 200;

    private DomainName() {}

    static String of(String name) {
        StringBuilder clean = new StringBuilder();
        int bytes = 0;
        for (int c : name.codePoints().toArray()) {
            int kept = c == '/' || !XmlText.allows(c) || Character.isISOControl(c) || isInvisible(c) ? '-' : c;
            bytes += Character.toString(kept).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) {
                break;
            }
            clean.appendCodePoint(kept);
        }
        String trimmed = clean.toString().strip().replaceFirst("^[-.\\s]+", "");
        return trimmed.isEmpty() ? "machine" : trimmed;
    }

    /** Line separators and the marks that turn the direction of writing. */
    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
