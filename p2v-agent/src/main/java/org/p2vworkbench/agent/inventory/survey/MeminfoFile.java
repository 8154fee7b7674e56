package org.p2vworkbench.agent.inventory.survey;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** /proc/meminfo: "MemTotal:  24683964 kB". */
record MeminfoFile(Map<String, Long> kibibytes) {

    private static final long KIB = 1024;

    static MeminfoFile of(Path root) {
        Map<String, Long> found = new HashMap<>();
        for (String line : new TextFile(root.resolve("proc/meminfo")).lines()) {
            String[] words = line.split(":?\\s+");
            if (words.length >= 2 && words[1].matches("[0-9]{1,12}")) {
                found.put(words[0], Long.parseLong(words[1]));
            }
        }
        return new MeminfoFile(found);
    }

    long bytes(String name) {
        return kibibytes.getOrDefault(name, 0L) * KIB;
    }
}
