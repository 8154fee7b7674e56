package org.p2vworkbench.agent.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The frames of docs/protocol/, by name. */
final class GoldenFrames {

    private GoldenFrames() {}

    /** @param file "requests.hex" or "replies.hex" */
    static Map<String, byte[]> of(String file) throws IOException {
        Map<String, StringBuilder> digits = new LinkedHashMap<>();
        StringBuilder current = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("../docs/protocol").resolve(file))) {
            if (line.startsWith("  ")) {
                current.append(line.replace(" ", ""));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                current = new StringBuilder();
                digits.put(line, current);
            }
        }
        Map<String, byte[]> frames = new LinkedHashMap<>();
        digits.forEach((name, hex) -> frames.put(name, HexFormat.of().parseHex(hex)));
        return frames;
    }
}
