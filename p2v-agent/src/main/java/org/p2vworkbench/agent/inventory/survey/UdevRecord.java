package org.p2vworkbench.agent.inventory.survey;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What udev found on a block device: /run/udev/data/b8:1, lines like "E:ID_FS_TYPE=ext4". Anybody may read it. */
record UdevRecord(Map<String, String> properties) {

    private static final String PROPERTY = "E:";

    static UdevRecord of(Path root, String deviceNumber) {
        Map<String, String> properties = new HashMap<>();
        List<String> lines = new TextFile(root.resolve("run/udev/data/b" + deviceNumber.strip())).lines();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (line.startsWith(PROPERTY) && equals > PROPERTY.length()) {
                properties.put(line.substring(PROPERTY.length(), equals), line.substring(equals + 1));
            }
        }
        return new UdevRecord(properties);
    }

    String property(String name) {
        return properties.getOrDefault(name, "");
    }

    boolean isEmpty() {
        return properties.isEmpty();
    }
}
