package org.p2vworkbench.reports.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Properties;

/**
 * The texts of reports in one language, and how numbers and dates are written in it.
 *
 * <p>Not java.util.ResourceBundle, which answers in the host's language where it finds no file for English.
 */
public final class Words {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final double STEP = 1024;
    private static final int HOUR = 3600;

    private final Language language;
    private final ZoneId zone;
    private final Properties texts = new Properties();

    private Words(Language language, ZoneId zone) {
        this.language = language;
        this.zone = zone;
        load("words");
        load("findings");
    }

    /** @param zone in which times are told */
    public static Words in(Language language, ZoneId zone) {
        return new Words(language, zone);
    }

    private void load(String bundle) {
        try (InputStream in = Words.class.getResourceAsStream(bundle + language.suffix() + ".properties");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException broken) {
            throw new UncheckedIOException("this program's own texts cannot be read", broken);
        }
    }

    public Language language() {
        return language;
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The text; places for {@code parts} are written as in {@link String#format}. */
    public String text(String key, Object... parts) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key);
        }
        return parts.length == 0 ? text : String.format(language.locale(), text, parts);
    }

    /** The text, or the key's own last word where there is none: for words that come out of an inventory. */
    public String textOr(String key, String otherwise) {
        return texts.getProperty(key, otherwise);
    }

    public String number(double number, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(language.locale());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(number);
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(language.locale()).format(number);
    }

    /** "1.82 TiB". */
    public String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1000 && unit < UNITS.length - 1) {
            amount /= STEP;
            unit++;
        }
        int digits = unit == 0 ? 0 : amount < 10 ? 2 : amount < 100 ? 1 : 0;
        return number(amount, digits) + " " + UNITS[unit];
    }

    public String rate(double bytesPerSecond) {
        return number(bytesPerSecond / 1e6, bytesPerSecond < 10e6 ? 1 : 0) + " MB/s";
    }

    public String percent(double share) {
        return number(share * 100, share < 0.1 ? 1 : 0) + " %";
    }

    /** "3 min", "4 h 20 min", "12 d 3 h". */
    public String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 90) {
            return whole + " s";
        }
        if (whole < HOUR) {
            return (whole + 30) / 60 + " min";
        }
        if (whole < 48L * HOUR) {
            long minutes = whole / 60 % 60;
            return whole / HOUR + " h" + (minutes == 0 ? "" : " " + minutes + " min");
        }
        return number(whole / (24L * HOUR)) + " d " + whole / HOUR % 24 + " h";
    }

    /** A date and time out of ISO 8601; what is none is shown as it is. */
    public String time(String iso) {
        try {
            Instant instant = iso.endsWith("Z")
                    ? Instant.parse(iso)
                    : OffsetDateTime.parse(iso).toInstant();
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(language.locale())
                    .withZone(zone)
                    .format(instant);
        } catch (DateTimeException other) {
            return iso;
        }
    }

    public String yesNo(boolean yes) {
        return text(yes ? "yes" : "no");
    }
}
