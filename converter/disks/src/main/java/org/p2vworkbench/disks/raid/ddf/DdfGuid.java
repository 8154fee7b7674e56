package org.p2vworkbench.disks.raid.ddf;

import java.util.HexFormat;
import org.p2vworkbench.disks.Block;

/**
 * Twenty-four bytes that name a group, a disk or a volume: the vendor's T10 name in the first eight (DDF 2.0, section
 * 5.4).
 *
 * @param text as {@code mdadm --examine} prints it
 */
record DdfGuid(String text) {

    static final int SIZE = 24;

    private static final int WORDS = SIZE / 4;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    static DdfGuid of(Block block, int at) {
        String hex = HEX.formatHex(block.slice(at, SIZE));
        StringBuilder text = new StringBuilder(hex.length() + WORDS);
        for (int word = 0; word < WORDS; word++) {
            text.append(word > 0 ? ":" : "").append(hex, word * 8, word * 8 + 8);
        }
        return new DdfGuid(text.toString());
    }

    byte[] bytes() {
        return HEX.parseHex(text.replace(":", ""));
    }

    /** All ones: an entry that is not in use. */
    boolean isUnused() {
        return text.chars().allMatch(c -> c == 'F' || c == ':');
    }
}
