package org.p2vworkbench.converter.hardware;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The address of a network card, written {@code 00:0c:29:36:ef:31}. */
public record MacAddress(String text) {

    private static final Pattern WRITTEN = Pattern.compile("([0-9a-f]{2}:){5}[0-9a-f]{2}");
    private static final Pattern BARE = Pattern.compile("[0-9a-f]{12}");
    private static final int MULTICAST = 1;

    public MacAddress {
        if (!WRITTEN.matcher(text).matches()) {
            throw new IllegalArgumentException("not a MAC address: " + text);
        }
    }

    /**
     * The address in {@code text}, with colons, dashes or neither. Nothing for text that is none, and for group
     * addresses, which no card can have and libvirt refuses.
     */
    public static Optional<MacAddress> parse(String text) {
        String bare = text.strip().toLowerCase(Locale.ROOT).replace(":", "").replace("-", "");
        if (!BARE.matcher(bare).matches() || (Integer.parseInt(bare.substring(0, 2), 16) & MULTICAST) != 0) {
            return Optional.empty();
        }
        return Optional.of(new MacAddress(bare.replaceAll("(..)(?!$)", "$1:")));
    }

    @Override
    public String toString() {
        return text;
    }
}
