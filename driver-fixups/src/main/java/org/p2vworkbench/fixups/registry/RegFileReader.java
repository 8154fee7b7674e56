package org.p2vworkbench.fixups.registry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what regedit exports, and what {@link RegFile} writes. Keys outside of HKEY_LOCAL_MACHINE are refused. */
public final class RegFileReader {

    private static final Pattern SECTION = Pattern.compile("\\[(-?)(.*)]");
    private static final Pattern VALUE = Pattern.compile("(@|\"(?:[^\"\\\\]|\\\\.)*\")\\s*=\\s*(.*)", Pattern.DOTALL);
    private static final Pattern HEX = Pattern.compile("hex(?:\\(([0-9a-fA-F]{1,8})\\))?:(.*)", Pattern.DOTALL);

    private final String name;
    private final boolean unicode;
    private final List<RegistryEdit> edits = new ArrayList<>();
    private String hive = "";
    private String key = "";
    private boolean deleted;
    private int lineNumber;

    private RegFileReader(String name, boolean unicode) {
        this.name = name;
        this.unicode = unicode;
    }

    public static List<RegistryEdit> read(String name, byte[] file) throws HiveFormatException {
        String text = decoded(file);
        List<String> lines = text.lines().toList();
        boolean unicode = !lines.isEmpty() && lines.get(0).strip().equals(RegFile.VERSION_5);
        RegFileReader reader = new RegFileReader(name, unicode);
        if (!unicode && (lines.isEmpty() || !lines.get(0).strip().equals(RegFile.VERSION_4))) {
            throw reader.wrong("the first line is \"%s\" or \"%s\"".formatted(RegFile.VERSION_5, RegFile.VERSION_4));
        }
        reader.read(lines);
        return List.copyOf(reader.edits);
    }

    private static String decoded(byte[] file) {
        boolean wide = file.length >= 2 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xfe;
        if (wide) {
            return new String(file, 2, file.length - 2, StandardCharsets.UTF_16LE);
        }
        String text = new String(file, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') >= 0 ? new String(file, RegFile.ANSI) : text;
    }

    private void read(List<String> lines) throws HiveFormatException {
        StringBuilder open = new StringBuilder();
        for (int i = 1; i < lines.size(); i++) {
            lineNumber = i;
            String line = lines.get(i).strip();
            if (line.endsWith("\\") && !line.startsWith("[") && (open.length() > 0 || line.contains("hex"))) {
                open.append(line, 0, line.length() - 1);
                continue;
            }
            String whole = open + line;
            open.setLength(0);
            if (!whole.isEmpty() && !whole.startsWith(";")) {
                read(whole);
            }
        }
        if (open.length() > 0) {
            throw wrong("the last line goes on");
        }
    }

    private void read(String line) throws HiveFormatException {
        Matcher section = SECTION.matcher(line);
        if (section.matches()) {
            section(!section.group(1).isEmpty(), section.group(2));
            return;
        }
        Matcher value = VALUE.matcher(line);
        if (!value.matches() || hive.isEmpty() || deleted) {
            throw wrong("neither a key nor a value of one: " + line);
        }
        String valueName = value.group(1).equals("@") ? "" : unquoted(value.group(1));
        edits.add(
                value.group(2).equals("-")
                        ? new RegistryEdit.DeleteValue(hive, key, valueName)
                        : new RegistryEdit.SetValue(hive, key, valueName, data(value.group(2))));
    }

    private void section(boolean delete, String path) throws HiveFormatException {
        if (!path.regionMatches(true, 0, RegFile.ROOT, 0, RegFile.ROOT.length())) {
            throw wrong("the key %s is not below %s".formatted(path, RegFile.ROOT));
        }
        String below = path.substring(RegFile.ROOT.length());
        int slash = below.indexOf('\\');
        hive = slash < 0 ? below : below.substring(0, slash);
        key = slash < 0 ? "" : below.substring(slash + 1);
        deleted = delete;
        edits.add(delete ? new RegistryEdit.DeleteKey(hive, key) : new RegistryEdit.CreateKey(hive, key));
    }

    private RegistryData data(String text) throws HiveFormatException {
        if (text.startsWith("\"") && text.endsWith("\"") && text.length() > 1) {
            return RegistryData.text(unquoted(text));
        }
        if (text.regionMatches(true, 0, "dword:", 0, 6)) {
            return RegistryData.dword(number(text.substring(6), 8));
        }
        Matcher hex = HEX.matcher(text);
        if (!hex.matches()) {
            throw wrong("no data: " + text);
        }
        RegistryType type = hex.group(1) == null ? RegistryType.BINARY : new RegistryType(number(hex.group(1), 8));
        byte[] bytes = bytes(hex.group(2));
        boolean ansi = !unicode && type.isText();
        return RegistryData.of(
                type, ansi ? new String(bytes, RegFile.ANSI).getBytes(StandardCharsets.UTF_16LE) : bytes);
    }

    private byte[] bytes(String list) throws HiveFormatException {
        String compact = list.replaceAll("\\s", "");
        if (compact.isEmpty()) {
            return new byte[0];
        }
        String[] parts = compact.split(",", -1);
        ByteBuffer bytes = ByteBuffer.allocate(parts.length);
        for (String each : parts) {
            bytes.put((byte) number(each, 2));
        }
        return bytes.array();
    }

    private long number(String hex, int most) throws HiveFormatException {
        if (hex.isEmpty() || hex.length() > most || !hex.chars().allMatch(each -> Character.digit(each, 16) >= 0)) {
            throw wrong("no hexadecimal number of at most %d digits: %s".formatted(most, hex));
        }
        return Long.parseLong(hex, 16);
    }

    private static String unquoted(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private HiveFormatException wrong(String what) {
        return new HiveFormatException(
                "%s, line %d".formatted(name, lineNumber + 1), 0, what, "Export the keys again with regedit.");
    }
}
