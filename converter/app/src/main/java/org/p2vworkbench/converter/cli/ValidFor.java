package org.p2vworkbench.converter.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as it is typed: "30m", "24h", "7d". */
final class ValidFor implements ITypeConverter<Duration> {

    private static final Pattern TYPED = Pattern.compile("(\\d{1,5})([smhd])");

    @Override
    public Duration convert(String text) {
        Matcher typed = TYPED.matcher(text);
        if (!typed.matches()) {
            throw new TypeConversionException("'%s' is no time, such as 30m, 24h or 7d".formatted(text));
        }
        long count = Long.parseLong(typed.group(1));
        return switch (typed.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
