package org.p2vworkbench.converter.vmx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The keys and values of a VMX file, in the order of the file.
 *
 * <p>Keys are the same in any case, as VMware reads them. A key that stands twice has its last value, and a note says
 * so: VMware refuses such a file, but people edit them by hand.
 */
public final class VmxFile {

    /** Real ones have some hundred lines. */
    public static final int MOST_BYTES = 4 << 20;

    private static final Pattern LINE_END = Pattern.compile("\\r\\n|[\\r\\n]");

    private final String name;
    private final Map<String, String> values;
    private final List<String> notes;

    private VmxFile(String name, Map<String, String> values, List<String> notes) {
        this.name = name;
        this.values = Collections.unmodifiableMap(values);
        this.notes = List.copyOf(notes);
    }

    /** Whether the beginning of {@code file} is that of a VMX file, whatever the file is called. */
    public static boolean recognises(BlockSource file) throws IOException {
        int length = (int) Math.min(file.size(), 64 << 10);
        ByteBuffer start = ByteBuffer.allocate(length);
        file.read(0, start);
        String text = new String(start.array(), StandardCharsets.ISO_8859_1);
        return text.indexOf('\0') < 0
                && Pattern.compile("(?im)^[ \\t]*(config\\.version|virtualHW\\.version)\\s*=")
                        .matcher(text)
                        .find();
    }

    public static VmxFile read(BlockSource file) throws IOException {
        if (file.size() > MOST_BYTES) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), 0),
                    "is %d bytes long, a VMX file has at most %d".formatted(file.size(), MOST_BYTES),
                    "Name the machine's .vmx file, or the disk image itself.");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        file.read(0, bytes);
        return parse(file.name(), bytes.array());
    }

    public static VmxFile parse(String name, byte[] bytes) throws DiskFormatException {
        VmxText decoded = VmxText.decode(bytes);
        Map<String, String> values = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        int number = 0;
        for (String line : LINE_END.split(decoded.text(), -1)) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String key = line.substring(0, Math.max(equals, 0)).strip().toLowerCase(Locale.ROOT);
            if (key.isEmpty()) {
                notes.add("%s line %d is not of the form key = \"value\" and was passed over".formatted(name, number));
                continue;
            }
            String old = values.put(key, VmxEscapes.resolve(value(line.substring(equals + 1)), decoded.charset()));
            if (old != null && !old.equals(values.get(key))) {
                notes.add("%s line %d gives %s again; this last value counts".formatted(name, number, key));
            }
        }
        if (values.isEmpty()) {
            throw new DiskFormatException(
                    new DiskAddress(name, 0),
                    "holds no line of the form key = \"value\"",
                    "The file is damaged or no VMX file; copy it again from the old host.");
        }
        return new VmxFile(name, values, notes);
    }

    /** The quotes are optional, and a comment may follow. */
    private static String value(String written) {
        String rest = written.strip();
        if (rest.startsWith("\"")) {
            int end = rest.indexOf('"', 1);
            return rest.substring(1, end < 0 ? rest.length() : end);
        }
        int comment = rest.indexOf('#');
        return comment < 0 ? rest : rest.substring(0, comment).strip();
    }

    public String name() {
        return name;
    }

    /** All keys, in lower case. */
    public Set<String> keys() {
        return values.keySet();
    }

    /** What the reader had to pass over or decide. */
    public List<String> notes() {
        return notes;
    }

    /** The value of a key in any case; an empty value is none. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key.toLowerCase(Locale.ROOT))).filter(value -> !value.isBlank());
    }

    public boolean isTrue(String key) {
        return text(key).filter("true"::equalsIgnoreCase).isPresent();
    }

    public boolean isFalse(String key) {
        return text(key).filter("false"::equalsIgnoreCase).isPresent();
    }

    /** A number that must lie within limits where it is given. */
    public long number(String key, long otherwise, long least, long most) throws DiskFormatException {
        Optional<String> text = text(key).map(String::strip);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notOne) {
            // The message below is for both.
        }
        throw new DiskFormatException(
                new DiskAddress(name, 0),
                "%s is \"%s\", expected a number from %d to %d".formatted(key, text.get(), least, most),
                "Correct the value in a copy of the file and convert that.");
    }
}
