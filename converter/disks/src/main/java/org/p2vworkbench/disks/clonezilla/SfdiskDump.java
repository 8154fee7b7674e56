package org.p2vworkbench.disks.clonezilla;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * What {@code sfdisk -d} printed of a disk (sfdisk(8), "INPUT FORMATS"): lines {@code key: value}, then one for each
 * partition. Versions before 2.26 print no keys but the unit, {@code Id=} for the type, and of a GPT only the entry that
 * protects it.
 */
record SfdiskDump(Map<String, String> keys, List<TableEntry> entries) {

    private static final Pattern KEY = Pattern.compile("([a-z-]+):\\s*(.*)");
    private static final Pattern ENTRY = Pattern.compile("(/dev/\\S+)\\s*:\\s*(.*)");
    private static final Pattern FIELD =
            Pattern.compile("\\s*([A-Za-z]+)\\s*(?:=\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^,\"]*?))?\\s*(?:,|$)");
    private static final Pattern NUMBER = Pattern.compile("([1-9][0-9]{0,3})$");
    private static final int MOST_ENTRIES = 4096;
    /** Real ones have some 200 characters; the patterns take stack for each. */
    private static final int LONGEST_LINE = 1500;

    /** Sectors of 512 bytes that a long can count the bytes of, with room to add some. */
    private static final long MOST_SECTORS = 1L << 52;

    private static final String NEXT =
            "The file was changed or damaged; copy the folder again, or correct it after '<disk>-pt.parted'.";

    SfdiskDump {
        keys = Map.copyOf(keys);
        entries = List.copyOf(entries);
    }

    static SfdiskDump parse(ImageFiles files, String file, String disk) throws java.io.IOException {
        Map<String, String> keys = new HashMap<>();
        List<TableEntry> entries = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (String line : files.lines(file)) {
            if (line.length() > LONGEST_LINE) {
                throw files.damaged(file, "has a line of %d characters".formatted(line.length()), NEXT);
            }
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                Optional<TableEntry> read = new EntryLine(files, file, disk, line).read(entry);
                if (read.isPresent() && !numbers.add(read.get().number())) {
                    throw files.damaged(
                            file,
                            "lists partition %d twice".formatted(read.get().number()),
                            NEXT);
                }
                read.ifPresent(entries::add);
                if (entries.size() > MOST_ENTRIES) {
                    throw files.damaged(file, "lists more than %d partitions".formatted(MOST_ENTRIES), NEXT);
                }
                continue;
            }
            Matcher key = KEY.matcher(line);
            if (key.matches()) {
                keys.put(key.group(1), key.group(2).strip());
            }
        }
        String unit = keys.getOrDefault("unit", "sectors");
        if (!unit.equals("sectors")) {
            throw files.damaged(file, "counts in '%s', not in sectors".formatted(unit), NEXT);
        }
        return new SfdiskDump(keys, entries);
    }

    boolean isGpt() {
        return keys.getOrDefault("label", "").equals("gpt");
    }

    /** Whether all it says is that a GPT is elsewhere. */
    boolean onlyProtects() {
        return !isGpt() && entries.stream().anyMatch(entry -> entry.type().equals("ee"));
    }

    /** The logical sectors' size, where it is said. */
    Optional<String> sectorBytes() {
        return Optional.ofNullable(keys.get("sector-size"));
    }

    /** One line, whose partition number is at the end of the device's name. */
    private record EntryLine(ImageFiles files, String file, String disk, String line) {

        Optional<TableEntry> read(Matcher entry) throws DiskFormatException {
            String device = DeviceName.of(entry.group(1), files, file);
            Map<String, String> fields = fields(entry.group(2));
            long start = number(fields, "start");
            long sectors = number(fields, "size");
            String type = fields.getOrDefault("type", fields.getOrDefault("id", ""));
            if (sectors == 0 || type.isEmpty()) {
                return Optional.empty();
            }
            Matcher number = NUMBER.matcher(device);
            if (!device.startsWith(disk) || !number.find()) {
                throw damaged("is no partition of " + disk);
            }
            return Optional.of(new TableEntry(
                    Integer.parseInt(number.group(1)),
                    device,
                    start,
                    sectors,
                    type.length() <= 2 ? type.toLowerCase(Locale.ROOT) : type,
                    fields.getOrDefault("uuid", ""),
                    fields.getOrDefault("name", ""),
                    GptAttributes.parse(fields.getOrDefault("attrs", "")),
                    fields.containsKey("bootable")));
        }

        private Map<String, String> fields(String text) throws DiskFormatException {
            Map<String, String> fields = new HashMap<>();
            Matcher field = FIELD.matcher(text);
            int at = 0;
            while (at < text.length()) {
                if (!field.find(at) || field.start() != at) {
                    throw damaged("cannot be read from character %d on".formatted(at));
                }
                String value = field.group(2) == null ? "" : field.group(2);
                fields.put(field.group(1).toLowerCase(Locale.ROOT), unquoted(value.strip()));
                at = field.end();
            }
            return fields;
        }

        private static String unquoted(String value) {
            return value.startsWith("\"")
                    ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
                    : value;
        }

        private long number(Map<String, String> fields, String name) throws DiskFormatException {
            String value = fields.getOrDefault(name, "");
            if (!value.matches("[0-9]{1,16}") || Long.parseLong(value) > MOST_SECTORS) {
                throw damaged("has a %s of '%s'".formatted(name, value));
            }
            return Long.parseLong(value);
        }

        private DiskFormatException damaged(String what) {
            return files.damaged(file, "the line '%s' %s".formatted(line, what), NEXT);
        }
    }
}
