package org.p2vworkbench.disks.clonezilla;

import java.util.Map;

/** The attribute bits of a GPT entry by the names that sfdisk gives them (libfdisk/src/gpt.c, util-linux 2.38). */
final class GptAttributes {

    private static final Map<String, Integer> BITS =
            Map.of("RequiredPartition", 0, "NoBlockIOProtocol", 1, "LegacyBIOSBootable", 2);
    private static final String BY_NUMBER = "GUID:";

    private GptAttributes() {}

    /** Attributes with names not known here set nothing: no loader or system needs one to start. */
    static long parse(String text) {
        long bits = 0;
        for (String word : text.split("[ ,]+")) {
            String number = word.startsWith(BY_NUMBER) ? word.substring(BY_NUMBER.length()) : word;
            Integer bit = BITS.get(word);
            if (bit == null && number.matches("[0-9]|[1-5][0-9]|6[0-3]")) {
                bit = Integer.valueOf(number);
            }
            if (bit != null) {
                bits |= 1L << bit;
            }
        }
        return bits;
    }
}
