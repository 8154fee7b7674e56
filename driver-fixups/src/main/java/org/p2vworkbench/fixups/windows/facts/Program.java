package org.p2vworkbench.fixups.windows.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.fixups.registry.Hive;
import org.p2vworkbench.fixups.registry.HiveKey;

/**
 * An installed program (SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall).
 *
 * @param publisher empty when it does not say
 * @param uninstall the command that takes it away; empty when there is none
 */
public record Program(String name, String version, String publisher, String uninstall) {

    private static final List<String> PLACES = List.of(
            "Microsoft\\Windows\\CurrentVersion\\Uninstall",
            "Wow6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall");

    static List<Program> all(Hive software) throws IOException {
        List<Program> all = new ArrayList<>();
        for (String place : PLACES) {
            for (HiveKey each : new HiveReader(software).children(place)) {
                String name = HiveReader.string(each, "DisplayName");
                if (!name.isBlank()) {
                    all.add(new Program(
                            name.strip(),
                            HiveReader.string(each, "DisplayVersion"),
                            HiveReader.string(each, "Publisher"),
                            HiveReader.string(each, "UninstallString")));
                }
            }
        }
        return all;
    }
}
