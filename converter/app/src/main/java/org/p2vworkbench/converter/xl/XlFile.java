package org.p2vworkbench.converter.xl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** The settings of a Xen domain configuration. The last of two values counts, as it does for Xen. */
public final class XlFile {

    /** Real ones have a hundred lines. */
    public static final int MOST_BYTES = 1 << 20;

    private static final int GLANCE_BYTES = 64 << 10;

    /** Settings that hardly anything but Xen has, in the beginning of a line as all have them. */
    private static final Pattern TELLING = Pattern.compile(
            "(?m)^[ \\t]*(name|uuid|memory|maxmem|vcpus|disk|vif|kernel|ramdisk|bootloader|builder|type|on_reboot)"
                    + "[ \\t]*=[ \\t]*['\"\\[0-9]");

    private static final int ENOUGH_TELLING = 3;

    private final String name;
    private final Map<String, Setting> settings;
    private final List<Integer> passedOver;

    /** A value with the line it is on. */
    record Setting(int line, XlValue value) {}

    private XlFile(String name, Map<String, Setting> settings, List<Integer> passedOver) {
        this.name = name;
        this.settings = Collections.unmodifiableMap(settings);
        this.passedOver = List.copyOf(passedOver);
    }

    /** Whether the beginning of {@code file} is that of a domain configuration; Xen gives them no name of their own. */
    public static boolean recognises(BlockSource file) throws IOException {
        if (file.size() > MOST_BYTES) {
            return false;
        }
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(file.size(), GLANCE_BYTES));
        file.read(0, start);
        String text = new String(start.array(), StandardCharsets.ISO_8859_1);
        Set<String> found = new TreeSet<>();
        Matcher settings = TELLING.matcher(text);
        while (settings.find()) {
            found.add(settings.group(1));
        }
        return text.indexOf('\0') < 0
                && found.size() >= ENOUGH_TELLING
                && (found.contains("memory") || found.contains("disk"));
    }

    public static XlFile read(BlockSource file) throws IOException {
        if (file.size() > MOST_BYTES) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), 0),
                    "is %d bytes long, a domain configuration has at most %d".formatted(file.size(), MOST_BYTES),
                    "Name the domain's configuration, or the disk image itself.");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        file.read(0, bytes);
        return parse(file.name(), bytes.array());
    }

    public static XlFile parse(String name, byte[] bytes) throws DiskFormatException {
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        String text = Arrays.equals(utf8.getBytes(StandardCharsets.UTF_8), bytes)
                ? utf8
                : new String(bytes, StandardCharsets.ISO_8859_1);
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            throw new DiskFormatException(
                    new DiskAddress(name, zero),
                    "has a zero byte, and a domain configuration is text",
                    "Name the domain's configuration, or the disk image itself.");
        }
        XlParser parsed = new XlParser(name, text).parse();
        if (parsed.settings().isEmpty()) {
            throw new DiskFormatException(
                    new DiskAddress(name, 0),
                    "holds no line of the form key = value",
                    "The file is damaged or no domain configuration; copy it again from the old host.");
        }
        return new XlFile(name, parsed.settings(), parsed.passedOver());
    }

    public String name() {
        return name;
    }

    public Set<String> keys() {
        return settings.keySet();
    }

    /** Lines of Python that were passed over. */
    List<Integer> passedOver() {
        return passedOver;
    }

    /** A string or number; an empty one is none. */
    Optional<String> text(String key) throws DiskFormatException {
        Optional<XlValue> value = value(key);
        if (value.isPresent() && !(value.get() instanceof XlValue.Text)) {
            throw damaged(key, "is a list, expected a single value");
        }
        return value.map(each -> ((XlValue.Text) each).text().strip()).filter(text -> !text.isEmpty());
    }

    /** The strings of a list; a single string is a list of one, as xm has it. */
    List<String> list(String key) throws DiskFormatException {
        Optional<XlValue> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof XlValue.Text single) {
            return List.of(single.text());
        }
        List<String> texts = new ArrayList<>();
        for (XlValue item : ((XlValue.Sequence) value.get()).items()) {
            if (!(item instanceof XlValue.Text text)) {
                throw damaged(key, "has a list in its list, expected strings");
            }
            texts.add(text.text());
        }
        return texts;
    }

    boolean isTrue(String key) throws DiskFormatException {
        OptionalLong number = number(key, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return number.isPresent() && number.getAsLong() != 0;
    }

    /** A number, decimal, octal or hexadecimal as in C, that must lie within limits where it is given. */
    OptionalLong number(String key, long least, long most) throws DiskFormatException {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long value = Long.decode(text.get());
            if (value >= least && value <= most) {
                return OptionalLong.of(value);
            }
        } catch (NumberFormatException notOne) {
            // The message below is for both.
        }
        throw damaged(key, "is \"%s\", expected a number from %d to %d".formatted(text.get(), least, most));
    }

    private Optional<XlValue> value(String key) throws DiskFormatException {
        Optional<XlValue> value = Optional.ofNullable(settings.get(key)).map(Setting::value);
        if (value.isPresent() && value.get() instanceof XlValue.Computed computed) {
            throw damaged(
                    key, "is computed (%s), and configurations are read and never run".formatted(shortened(computed)));
        }
        return value;
    }

    private static String shortened(XlValue.Computed computed) {
        String line = computed.source().replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 60) + "...";
    }

    /** The exception for a setting that cannot be used. */
    DiskFormatException damaged(String key, String what) {
        int line = settings.get(key).line();
        return new DiskFormatException(
                new DiskAddress(name, 0),
                "line %d: %s %s".formatted(line, key, what),
                "Write the plain value there in a copy of the file and convert that.");
    }
}
