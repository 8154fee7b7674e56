package org.p2vworkbench.agent.inventory.survey;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses as procfs writes them: words of four bytes in hexadecimal, each in the order of an x86 processor. */
final class HexAddress {

    private static final int WORD_DIGITS = 8;
    private static final int IPV6_DIGITS = 32;

    private HexAddress() {}

    /** Of either length; the text itself when it is none of them. */
    static String of(String hex) {
        if (!hex.matches("[0-9A-Fa-f]{%d}|[0-9A-Fa-f]{%d}".formatted(WORD_DIGITS, IPV6_DIGITS))) {
            return hex;
        }
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int inWord = i / 4 * 4 + (3 - i % 4);
            bytes[inWord] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new AssertionError("4 and 16 bytes are addresses", impossible);
        }
    }
}
