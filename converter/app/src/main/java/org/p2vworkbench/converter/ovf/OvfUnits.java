package org.p2vworkbench.converter.ovf;

import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Allocation units: {@code byte * 2^20} (DSP0004 2.6, annex C.1) and the words of OVF 0.9, {@code MegaBytes}.
 */
final class OvfUnits {

    private static final Pattern PROGRAMMATIC =
            Pattern.compile("bytes?(?:\\*(\\d{1,19}))?(?:\\*?(2|10|1000|1024)\\^(\\d{1,2}))?");

    private OvfUnits() {}

    /** How many bytes one unit is, if the text is a unit of bytes. */
    static OptionalLong bytes(String unit) {
        String compact = unit.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        return switch (compact) {
            case "kilobytes", "kilobyte", "kb", "kib" -> OptionalLong.of(1L << 10);
            case "megabytes", "megabyte", "mb", "mib" -> OptionalLong.of(1L << 20);
            case "gigabytes", "gigabyte", "gb", "gib" -> OptionalLong.of(1L << 30);
            case "terabytes", "terabyte", "tb", "tib" -> OptionalLong.of(1L << 40);
            default -> programmatic(compact);
        };
    }

    /** The product, if it is a number of bytes that a disk or a memory can have. */
    static OptionalLong product(String quantity, long unitBytes) {
        if (!quantity.strip().matches("\\d{1,19}")) {
            return OptionalLong.empty();
        }
        return narrow(new BigInteger(quantity.strip()).multiply(BigInteger.valueOf(unitBytes)));
    }

    private static OptionalLong programmatic(String compact) {
        Matcher found = PROGRAMMATIC.matcher(compact);
        if (!found.matches()) {
            return OptionalLong.empty();
        }
        BigInteger factor = found.group(1) == null ? BigInteger.ONE : new BigInteger(found.group(1));
        BigInteger power = found.group(2) == null
                ? BigInteger.ONE
                : new BigInteger(found.group(2)).pow(Integer.parseInt(found.group(3)));
        return narrow(factor.multiply(power));
    }

    private static OptionalLong narrow(BigInteger value) {
        return value.bitLength() < Long.SIZE ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }
}
