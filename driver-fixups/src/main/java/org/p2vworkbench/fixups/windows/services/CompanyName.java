package org.p2vworkbench.fixups.windows.services;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.Content;

/**
 * Who made a program file, by its version resource: the string after the key "CompanyName", both UTF-16 and ended by a
 * zero, aligned to four bytes (VS_VERSIONINFO, String structure). The whole resource directory need not be walked for it.
 */
final class CompanyName {

    private static final int MOST_BYTES = 32 << 20;
    private static final int LONGEST = 200;

    private CompanyName() {}

    static Optional<String> of(Content file) throws IOException {
        if (file.size() > MOST_BYTES) {
            return Optional.empty();
        }
        String bytes = new String(file.bytes(), StandardCharsets.ISO_8859_1);
        String key = new String("CompanyName\0".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
        int at = bytes.indexOf(key);
        if (at < 0) {
            return Optional.empty();
        }
        StringBuilder name = new StringBuilder();
        for (int i = at + key.length(); i + 1 < bytes.length() && name.length() < LONGEST; i += 2) {
            char each = (char) (bytes.charAt(i) | bytes.charAt(i + 1) << 8);
            if (each != 0) {
                name.append(each);
            } else if (name.length() > 0) {
                break; // zeros before it are padding
            }
        }
        return Optional.of(name.toString().strip()).filter(text -> !text.isEmpty());
    }
}
