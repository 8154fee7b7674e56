package org.p2vworkbench.converter.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.p2vworkbench.fixtures.OutsideTool;

/**
 * The system volume of a phony Windows, looked at by programs of others: ntfscat for its files, hivexregedit for its
 * registry.
 *
 * @param volume the bytes of the NTFS alone
 */
record WindowsDisk(Path volume) {

    static void demandTools() {
        for (String tool :
                new String[] {"qemu-img", "qemu-io", "ntfscp", "ntfscat", "hivexregedit", "mcopy", "mkfs.fat"}) {
            assumeTrue(OutsideTool.named(tool).isInstalled(), tool + " is not installed: no Windows is converted");
        }
    }

    /** @param offset of the volume on the disk */
    static WindowsDisk of(Path image, String format, long offset, Path folder) throws IOException {
        Path volume = part(image, format, offset, folder);
        return new WindowsDisk(volume);
    }

    /** The bytes of a disk from an offset on. */
    static Path part(Path image, String format, long offset, Path folder) throws IOException {
        Path part = Files.createTempFile(folder, "part", ".raw");
        OutsideTool.named("qemu-img")
                .run(
                        "convert",
                        "--image-opts",
                        "driver=raw,offset=%d,file.driver=%s,file.file.filename=%s".formatted(offset, format, image),
                        "-O",
                        "raw",
                        part);
        return part;
    }

    /** @param path without a slash before it */
    Path file(String path) throws IOException {
        Path copy = Files.createTempFile(volume.getParent(), "file", "");
        OutsideTool.named("sh").run("-c", "ntfscat -f \"$0\" \"$1\" > \"$2\"", volume, path, copy);
        return copy;
    }

    /** Upper-case "HKLM\SYSTEM\key\name" to type and bytes. */
    SortedMap<String, String> registry(String hive) throws IOException {
        return export(file("Windows/system32/config/" + hive), hive);
    }

    static SortedMap<String, String> export(Path hive, String name) throws IOException {
        Path export = Files.createTempFile(hive.getParent(), "hive", ".reg");
        OutsideTool.named("sh")
                .run("-c", "PERL_UNICODE=SD exec hivexregedit --export --prefix H \"$0\" '\\' > \"$1\"", hive, export);
        SortedMap<String, String> values = new TreeMap<>();
        String key = "";
        try (BufferedReader in = Files.newBufferedReader(export)) {
            in.readLine(); // what made it
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("[H\\")) {
                    key = "HKLM\\%s\\%s\\".formatted(name, line.substring(3, line.length() - 1));
                } else if (!line.isEmpty()) {
                    int end = line.startsWith("@") ? 1 : line.indexOf("\"=", 1) + 1;
                    String value = line.startsWith("@")
                            ? "(default)"
                            : line.substring(1, end - 1).replace("\\\"", "\"").replace("\\\\", "\\");
                    values.put((key + value).toUpperCase(Locale.ROOT), line.substring(end + 1));
                }
            }
        }
        return values;
    }
}
