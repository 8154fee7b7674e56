package org.p2vworkbench.converter.proof.cable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of IPv4, as numbers of 32 bits. */
final class Ipv4 {

    private static final Pattern DOTTED = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    private Ipv4() {}

    /** @throws IllegalArgumentException when that is no address a machine can have */
    static int parse(String text) {
        Matcher dotted = DOTTED.matcher(text);
        if (!dotted.matches()) {
            throw new IllegalArgumentException("'%s' is no IPv4 address".formatted(text));
        }
        int address = 0;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(dotted.group(i));
            if (part > 255) {
                throw new IllegalArgumentException("'%s' is no IPv4 address".formatted(text));
            }
            address = address << 8 | part;
        }
        if (!isOfAMachine(address)) {
            throw new IllegalArgumentException("'%s' is no machine's address".formatted(text));
        }
        return address;
    }

    static String text(int address) {
        return "%d.%d.%d.%d".formatted(address >>> 24, address >>> 16 & 255, address >>> 8 & 255, address & 255);
    }

    /** Neither 0.0.0.0/8, nor of a loop, nor of many (RFC 6890, section 2.2.2). */
    static boolean isOfAMachine(int address) {
        int first = address >>> 24;
        return first != 0 && first != 127 && first < 224;
    }

    /** Another one that is on its own network, if that has at least 256 addresses. */
    static int besides(int address) {
        int last = 254;
        return (address & 0xff) == last ? address - 1 : address & ~0xff | last;
    }

    /** The sum of RFC 1071 over all bytes, after what was summed before. */
    static int checksum(int before, byte[] bytes) {
        long sum = before;
        for (int i = 0; i < bytes.length; i += 2) {
            int low = i + 1 < bytes.length ? bytes[i + 1] & 255 : 0;
            sum += (bytes[i] & 255) << 8 | low;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) sum;
    }
}
