package org.p2vworkbench.agent.inventory.survey;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who looks, and when: makes facts. */
record Observer(String by, String at) {

    /** Read where the thing itself is described. */
    static final double SURE = 1.0;

    /** What makers left in their firmware where a value belongs. */
    private static final Set<String> FILLERS = Set.of(
            "not specified",
            "not available",
            "not provided",
            "not applicable",
            "none",
            "unknown",
            "n/a",
            "--",
            "0",
            "0123456789",
            "1234567890",
            "123456789",
            "default string",
            "system serial number",
            "system product name",
            "system manufacturer",
            "system version",
            "to be filled by o.e.m.",
            "o.e.m.",
            "oem",
            "empty",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "03000200-0400-0500-0006-000700080009");

    <T> Fact<T> saw(T value, String source) {
        return saw(value, source, SURE);
    }

    <T> Fact<T> saw(T value, String source, double confidence) {
        return new Fact<>(Optional.of(value), source, by, at, confidence, Optional.empty());
    }

    <T> Fact<T> unknown(String source, String why) {
        return new Fact<>(Optional.empty(), source, by, at, 0, Optional.of(why));
    }

    /** A text that is missing where {@code why} applies, or that says nothing. */
    Fact<String> text(String text, String source, String why) {
        if (text.isBlank()) {
            return unknown(source, why);
        }
        return saysNothing(text) ? unknown(source, "the maker left a filler there: " + text) : saw(text, source);
    }

    /** A number that is none when it is not above zero. */
    Fact<Long> positive(long number, String source, String why) {
        return number > 0 ? saw(number, source) : unknown(source, why);
    }

    static boolean saysNothing(String text) {
        return FILLERS.contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
