package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Swap space, of which Clonezilla keeps the name and the identifier and makes the rest anew (Linux 6.1,
 * include/linux/swap.h, union swap_header). Its {@code swappt-*.info} is a piece of shell code that is read here as text.
 */
record SwapArea(Optional<UUID> uuid, String label) {

    private static final Pattern ASSIGNMENT = Pattern.compile("(UUID|LABEL)=\"?([^\"]*)\"?");
    private static final int PAGE_BYTES = 4096;
    private static final int VERSION_AT = 1024;
    private static final int LAST_PAGE_AT = 1028;
    private static final int UUID_AT = 1036;
    private static final int LABEL_AT = 1052;
    private static final int LABEL_BYTES = 16;
    private static final String MAGIC = "SWAPSPACE2";
    private static final long MOST_PAGES = 0xffff_ffffL;

    static String file(String device) {
        return "swappt-" + device + ".info";
    }

    static SwapArea read(ImageFiles files, String device) throws IOException {
        Optional<UUID> uuid = Optional.empty();
        String label = "";
        for (String line : files.lines(file(device))) {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (!assignment.matches()) {
                continue;
            }
            if (assignment.group(1).equals("LABEL")) {
                label = assignment.group(2);
            } else if (GptGuid.isOne(assignment.group(2))) {
                uuid = Optional.of(UUID.fromString(assignment.group(2)));
            }
        }
        return new SwapArea(uuid, label);
    }

    /** The first page, or nothing where the place is too small for swap. */
    byte[] firstPage(long bytes) {
        long pages = bytes / PAGE_BYTES;
        if (pages < 10) {
            return new byte[0];
        }
        ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        page.putInt(VERSION_AT, 1).putInt(LAST_PAGE_AT, (int) Math.min(pages - 1, MOST_PAGES));
        page.order(ByteOrder.BIG_ENDIAN);
        uuid.ifPresent(id -> page.putLong(UUID_AT, id.getMostSignificantBits())
                .putLong(UUID_AT + Long.BYTES, id.getLeastSignificantBits()));
        byte[] text = label.getBytes(StandardCharsets.UTF_8);
        page.put(LABEL_AT, Arrays.copyOf(text, Math.min(text.length, LABEL_BYTES)));
        page.put(PAGE_BYTES - MAGIC.length(), MAGIC.getBytes(StandardCharsets.US_ASCII));
        return page.array();
    }
}
