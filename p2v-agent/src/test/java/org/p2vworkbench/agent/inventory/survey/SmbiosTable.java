package org.p2vworkbench.agent.inventory.survey;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a firmware's table (SMBIOS 3.7) out of what dmidecode printed of a real one. */
final class SmbiosTable {

    private static final List<String> CHASSIS = List.of(
            "Other",
            "Unknown",
            "Desktop",
            "?",
            "?",
            "?",
            "?",
            "?",
            "?",
            "?",
            "?",
            "?",
            "?",
            "?",
            "?",
            "?",
            "Main Server Chassis",
            "?",
            "?",
            "?",
            "?",
            "?",
            "Rack Mount Chassis",
            "?",
            "Multi-system");

    private static final Map<String, Integer> MEMORY =
            Map.of("SDRAM", 0x0f, "DDR", 0x12, "DDR2", 0x13, "DDR2 FB-DIMM", 0x14, "DDR3", 0x18, "DDR4", 0x1a);

    private final ByteArrayOutputStream table = new ByteArrayOutputStream();

    /** The structures of a dump: type, then its fields. */
    static List<Map.Entry<Integer, Map<String, String>>> structures(String dump) {
        List<Map.Entry<Integer, Map<String, String>>> found = new ArrayList<>();
        for (String paragraph : dump.split("\n\n")) {
            Map<String, String> fields = new LinkedHashMap<>();
            int type = -1;
            for (String line : paragraph.split("\n")) {
                if (line.startsWith("Handle ")) {
                    type = Integer.parseInt(line.replaceAll(".*DMI type (\\d+),.*", "$1"));
                } else if (line.matches("\t[^\t:]+: .*")) {
                    fields.put(
                            line.substring(1, line.indexOf(':')),
                            line.substring(line.indexOf(':') + 2).strip());
                }
            }
            if (type >= 0) {
                found.add(Map.entry(type, fields));
            }
        }
        return found;
    }

    static byte[] of(String dump) {
        SmbiosTable table = new SmbiosTable();
        structures(dump).forEach(structure -> table.add(structure.getKey(), structure.getValue()));
        table.structure(127, new byte[0], List.of());
        return table.table.toByteArray();
    }

    private void add(int type, Map<String, String> fields) {
        ByteBuffer area = ByteBuffer.allocate(0x40).order(ByteOrder.LITTLE_ENDIAN);
        List<String> strings = new ArrayList<>();
        switch (type) {
            case 3 -> area.put(5 - 4, (byte) (0x80 | CHASSIS.indexOf(fields.get("Type")) + 1));
            case 4 -> area.putShort(0x16 - 4, (short) number(fields.getOrDefault("Current Speed", "0")));
            case 17 -> {
                memory(area, fields);
                string(area, 0x10, fields.get("Locator"), strings);
                string(area, 0x17, fields.get("Manufacturer"), strings);
                string(area, 0x18, fields.get("Serial Number"), strings);
                string(area, 0x1a, fields.get("Part Number"), strings);
            }
            case 38 -> area.put(0, (byte) 1);
            default -> {
                return;
            }
        }
        structure(type, area.array(), strings);
    }

    private static void memory(ByteBuffer area, Map<String, String> fields) {
        String size = fields.getOrDefault("Size", "");
        long mebibytes = size.matches("\\d+ [GM]B") ? number(size) * (size.endsWith("GB") ? 1024L : 1) : 0;
        // Sizes from 32 GiB - 1 MiB on go into the longer field; every third of ours does to have both.
        boolean extended = mebibytes >= 0x7fff || mebibytes % 3072 == 0 && mebibytes > 0;
        area.putShort(0x0c - 4, (short) (extended ? 0x7fff : mebibytes));
        area.putInt(0x1c - 4, extended ? (int) mebibytes : 0);
        area.put(0x12 - 4, (byte)
                MEMORY.getOrDefault(fields.getOrDefault("Type", ""), 2).intValue());
        area.putShort(0x15 - 4, (short) number(fields.getOrDefault("Speed", "0")));
    }

    private static int number(String text) {
        String digits = text.replaceAll("^(\\d*).*$", "$1");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static void string(ByteBuffer area, int at, String text, List<String> strings) {
        if (text != null && !text.isEmpty()) {
            strings.add(text);
            area.put(at - 4, (byte) strings.size());
        }
    }

    private void structure(int type, byte[] area, List<String> strings) {
        table.write(type);
        table.write(4 + area.length);
        table.write(0);
        table.write(0);
        table.writeBytes(area);
        strings.forEach(text -> {
            table.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            table.write(0);
        });
        if (strings.isEmpty()) {
            table.write(0);
        }
        table.write(0);
    }
}
