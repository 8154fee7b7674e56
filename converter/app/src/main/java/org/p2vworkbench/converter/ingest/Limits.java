package org.p2vworkbench.converter.ingest;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many bytes a second may travel, by time of day: "50M", or "5M@08:00-18:00,50M", in the evening and at night 50 MiB.
 *
 * @param rules the first that is about the time counts
 * @param otherwise at all other times; 0 for as many as there are
 */
public record Limits(List<Rule> rules, long otherwise) {

    public static final Limits NONE = new Limits(List.of(), 0);

    private static final Pattern TYPED = Pattern.compile(
            "(\\d{1,9})([KMG]?)(?:@([01]?\\d|2[0-3]):([0-5]\\d)-([01]?\\d|2[0-3]):([0-5]\\d))?",
            Pattern.CASE_INSENSITIVE);

    private static final int HOUR = 60;

    /**
     * For a part of the day.
     *
     * @param fromMinute of the day, with it
     * @param toMinute without it; before {@code fromMinute} when midnight lies in between
     */
    public record Rule(int fromMinute, int toMinute, long bytesPerSecond) {

        boolean isAbout(int minute) {
            return fromMinute < toMinute
                    ? minute >= fromMinute && minute < toMinute
                    : minute >= fromMinute || minute < toMinute;
        }
    }

    public Limits {
        rules = List.copyOf(rules);
    }

    /** The same all day. */
    public static Limits of(long bytesPerSecond) {
        return new Limits(List.of(), bytesPerSecond);
    }

    /** @throws IllegalArgumentException with what is expected */
    public static Limits parse(String text) {
        List<Rule> rules = new ArrayList<>();
        long otherwise = 0;
        for (String part : text.split(",", -1)) {
            Matcher typed = TYPED.matcher(part.strip());
            if (!typed.matches()) {
                throw new IllegalArgumentException(
                        "'%s' is no rate, such as 50M for 50 MiB a second, or 5M@08:00-18:00,50M".formatted(text));
            }
            long rate = Long.parseLong(typed.group(1)) << shift(typed.group(2));
            if (typed.group(3) == null) {
                otherwise = rate;
            } else {
                rules.add(new Rule(minute(typed, 3), minute(typed, 5), rate));
            }
        }
        return new Limits(rules, otherwise);
    }

    private static int minute(Matcher typed, int group) {
        return Integer.parseInt(typed.group(group)) * HOUR + Integer.parseInt(typed.group(group + 1));
    }

    private static int shift(String unit) {
        return switch (unit.toUpperCase(Locale.ROOT)) {
            case "K" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
    }

    /** 0 for as many as there are. */
    long at(LocalTime time) {
        int minute = time.getHour() * HOUR + time.getMinute();
        return rules.stream()
                .filter(rule -> rule.isAbout(minute))
                .mapToLong(Rule::bytesPerSecond)
                .findFirst()
                .orElse(otherwise);
    }
}
