package org.p2vworkbench.fixups.registry;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.p2vworkbench.fixtures.OutsideTool;

/**
 * All keys and values of a hive as lines: as we read them, and as hivexregedit does, which is another's code over
 * another's library. One line per key, and per value its key, name, type and bytes.
 */
final class ExportedLines {

    private static final HexFormat BYTES = HexFormat.ofDelimiter(",");

    private ExportedLines() {}

    static Set<String> ours(Hive hive) throws IOException {
        Set<String> lines = new TreeSet<>();
        add(hive.root(), lines);
        return lines;
    }

    private static void add(HiveKey key, Set<String> lines) throws IOException {
        lines.add("[" + key.path() + "]");
        for (HiveValue value : key.values()) {
            lines.add("[%s] %s".formatted(key.path(), line(value)));
        }
        for (HiveKey child : key.children()) {
            add(child, lines);
        }
    }

    private static String line(HiveValue value) throws IOException {
        RegistryData data = value.data();
        String name = value.name().isEmpty()
                ? "@"
                : "\"%s\"".formatted(value.name().replace("\\", "\\\\").replace("\"", "\\\""));
        if (data.type().equals(RegistryType.DWORD) && data.length() == 4) {
            return "%s=dword:%08x".formatted(name, data.number().getAsLong());
        }
        return "%s=hex(%x):%s".formatted(name, data.type().number(), BYTES.formatHex(data.bytes()));
    }

    static Set<String> theirs(Path hive) throws IOException {
        assumeTrue(
                OutsideTool.named("hivexregedit").isInstalled(),
                "hivexregedit is not installed (libwin-hivex-perl): " + hive.getFileName() + " is not cross-checked");
        Path export = Files.createTempFile("p2v-hive", ".reg");
        try {
            OutsideTool.named("sh")
                    .run(
                            "-c",
                            "PERL_UNICODE=SD exec hivexregedit --export --prefix H \"$0\" '\\' > \"$1\"",
                            hive,
                            export);
            return lines(export);
        } finally {
            Files.delete(export);
        }
    }

    private static Set<String> lines(Path export) throws IOException {
        Set<String> lines = new TreeSet<>();
        String key = "";
        try (BufferedReader in = Files.newBufferedReader(export)) {
            in.readLine(); // what made it
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("[H\\")) {
                    key = "[" + line.substring(3);
                    lines.add(key);
                } else if (!line.isEmpty()) {
                    lines.add(key + " " + line);
                }
            }
        }
        return lines;
    }
}
