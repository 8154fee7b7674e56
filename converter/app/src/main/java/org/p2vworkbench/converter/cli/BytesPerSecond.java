package org.p2vworkbench.converter.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A rate as it is typed: "50M" is 50 MiB a second. */
final class BytesPerSecond implements ITypeConverter<Long> {

    private static final Pattern TYPED = Pattern.compile("(\\d{1,9})([KMG]?)", Pattern.CASE_INSENSITIVE);

    @Override
    public Long convert(String text) {
        Matcher typed = TYPED.matcher(text);
        if (!typed.matches()) {
            throw new TypeConversionException("'%s' is no rate, such as 50M for 50 MiB a second".formatted(text));
        }
        int shift =
                switch (typed.group(2).toUpperCase(Locale.ROOT)) {
                    case "K" -> 10;
                    case "M" -> 20;
                    case "G" -> 30;
                    default -> 0;
                };
        return Long.parseLong(typed.group(1)) << shift;
    }
}
