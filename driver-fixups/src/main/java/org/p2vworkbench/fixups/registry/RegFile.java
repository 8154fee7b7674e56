package org.p2vworkbench.fixups.registry;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Edits as a text that regedit imports. Version 5 is for Windows 2000 and later; NT 4 knows only REGEDIT4, whose text
 * and lists of strings are in the machine's own code page.
 *
 * <p>Format: Microsoft support article 310516, "How to add, modify, or delete registry subkeys and values by using a .reg
 * file".
 */
public final class RegFile {

    static final String VERSION_5 = "Windows Registry Editor Version 5.00";
    static final String VERSION_4 = "REGEDIT4";
    static final String ROOT = "HKEY_LOCAL_MACHINE\\";
    static final String BYTE_ORDER_MARK = "\ufeff";
    /** Western Europe and America; other machines of that age are asked to be edited by hand where it matters. */
    static final Charset ANSI = Charset.forName("windows-1252");

    /** Where regedit breaks lines of bytes itself. */
    private static final int WIDTH = 80;

    private final boolean unicode;
    private final StringBuilder text = new StringBuilder();
    private String section = "";

    private RegFile(boolean unicode) {
        this.unicode = unicode;
    }

    public static byte[] version5(List<RegistryEdit> edits) {
        return (BYTE_ORDER_MARK + new RegFile(true).write(edits)).getBytes(StandardCharsets.UTF_16LE);
    }

    public static byte[] version4(List<RegistryEdit> edits) {
        return new RegFile(false).write(edits).getBytes(ANSI);
    }

    private String write(List<RegistryEdit> edits) {
        line(unicode ? VERSION_5 : VERSION_4);
        edits.forEach(this::write);
        line("");
        return text.toString();
    }

    private void write(RegistryEdit edit) {
        String key = ROOT + edit.hive() + (edit.key().isEmpty() ? "" : '\\' + edit.key());
        if (edit instanceof RegistryEdit.DeleteKey) {
            section("[-" + key + "]");
            section = ""; // what comes next is of a key that is there again
            return;
        }
        section("[" + key + "]");
        if (edit instanceof RegistryEdit.SetValue set) {
            value(name(set.name()), set.data());
        } else if (edit instanceof RegistryEdit.DeleteValue delete) {
            line(name(delete.name()) + "=-");
        }
    }

    private void section(String wanted) {
        if (!wanted.equals(section)) {
            line("");
            line(wanted);
            section = wanted;
        }
    }

    private void value(String name, RegistryData data) {
        if (!unicode && !ANSI.newEncoder().canEncode(data.type().isText() ? decoded(data) : "")) {
            line("; " + name.replaceAll("[^\\x20-\\x7e]", "?") + " has letters that this file cannot hold.");
        } else if (data.type().equals(RegistryType.DWORD) && data.number().isPresent()) {
            line("%s=dword:%08x".formatted(name, data.number().getAsLong()));
        } else if (isPlain(data)) {
            line(name + '=' + quoted(data.string().orElseThrow()));
        } else {
            bytes(name + '=' + hex(data.type()), unicode ? data.bytes() : ansi(data));
        }
    }

    /** Whether the text in quotes would be read back as the very same bytes. */
    private static boolean isPlain(RegistryData data) {
        return data.type().equals(RegistryType.SZ)
                && RegistryData.text(data.string().orElseThrow()).equals(data)
                && data.string().orElseThrow().chars().noneMatch(Character::isISOControl);
    }

    private static byte[] ansi(RegistryData data) {
        return data.type().isText() ? decoded(data).getBytes(ANSI) : data.bytes();
    }

    private static String decoded(RegistryData data) {
        return new String(data.bytes(), StandardCharsets.UTF_16LE);
    }

    private static String hex(RegistryType type) {
        return type.equals(RegistryType.BINARY) ? "hex:" : "hex(%x):".formatted(type.number());
    }

    private void bytes(String start, byte[] bytes) {
        StringBuilder line = new StringBuilder(start);
        for (int i = 0; i < bytes.length; i++) {
            if (line.length() > WIDTH - 4) {
                line(line + "\\");
                line.setLength(0);
                line.append("  ");
            }
            line.append("%02x".formatted(bytes[i])).append(i < bytes.length - 1 ? "," : "");
        }
        line(line.toString());
    }

    private void line(String line) {
        text.append(line).append("\r\n");
    }

    private static String name(String name) {
        return name.isEmpty() ? "@" : quoted(name);
    }

    static String quoted(String plain) {
        return plain.chars()
                .mapToObj(each -> each == '"' || each == '\\' ? "\\" + (char) each : String.valueOf((char) each))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
