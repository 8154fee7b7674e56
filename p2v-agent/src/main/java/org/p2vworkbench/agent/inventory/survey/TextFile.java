package org.p2vworkbench.agent.inventory.survey;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A text file of the system. One that is missing or may not be read is empty; of a huge one only the beginning counts. */
record TextFile(Path path) {

    private static final int MOST_BYTES = 4 << 20;

    String text() {
        if (!Files.isRegularFile(path)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    List<String> lines() {
        return text().lines().toList();
    }

    /** Lines without comments, blanks around them, and empty ones. */
    List<String> settings() {
        return lines().stream()
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The value of "NAME=value" without its quotes; empty when it is not set. */
    String setting(String name) {
        return lines().stream()
                .map(String::strip)
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1).strip().replaceAll("^[\"']|[\"']$", ""))
                .findFirst()
                .orElse("");
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Names in a folder; none when it is missing. */
    static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException missing) {
            return List.of();
        }
    }
}
