package org.p2vworkbench.agent.inventory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** /proc/cpuinfo: a paragraph for each thread of each processor. */
record CpuInfo(Path file) {

    MachineInventory.Processor processor(String architecture) throws IOException {
        Set<String> sockets = new HashSet<>();
        Set<String> cores = new HashSet<>();
        Map<String, String> first = Map.of();
        int threads = 0;
        for (String paragraph : text().split("\n\n")) {
            Map<String, String> fields = fields(paragraph);
            if (fields.containsKey("processor")) {
                first = threads == 0 ? fields : first;
                // Processors of before hyper-threading have neither of them.
                String socket = fields.getOrDefault("physical id", "thread " + threads);
                sockets.add(socket);
                cores.add(socket + " " + fields.getOrDefault("core id", "thread " + threads));
                threads++;
            }
        }
        String flags = first.getOrDefault("flags", "");
        return new MachineInventory.Processor(
                architecture,
                first.getOrDefault("vendor_id", ""),
                first.getOrDefault("model name", ""),
                sockets.size(),
                cores.size(),
                threads,
                flags.isEmpty() ? List.of() : List.of(flags.split(" +")));
    }

    private String text() throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }

    private static Map<String, String> fields(String paragraph) {
        Map<String, String> fields = new HashMap<>();
        for (String line : paragraph.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return fields;
    }
}
