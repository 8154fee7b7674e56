package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A text in a cabinet's header, which ends with a zero.
 *
 * @param end where the next field begins
 */
record CabinetText(String text, long end) {

    /** With its zero ([MS-CAB] 2.3, szName). */
    private static final int LONGEST = 257;

    /** @param utf8 else in the code page of whoever made it, of which only ASCII is to be relied on */
    static CabinetText at(CabinetWindow in, long at, boolean utf8) throws IOException {
        int most = (int) Math.min(LONGEST, Math.max(0, in.size() - at));
        ByteBuffer bytes = in.at(at, most, "a name");
        int length = 0;
        while (length < most && bytes.get(length) != 0) {
            length++;
        }
        if (length == most) {
            throw new CabinetFormatException(in.name(), at, "a name does not end within %d bytes".formatted(most));
        }
        byte[] text = new byte[length];
        bytes.get(0, text);
        return new CabinetText(
                new String(text, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1), at + length + 1);
    }
}
