package org.p2vworkbench.agent.inventory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The attributes of one device in sysfs: a file each, of which any may be missing or refuse to be read. */
public record SysfsFolder(Path path) {

    /** Text without the blanks and zero bytes that firmware pads it with; empty when there is none. */
    public String text(String attribute) {
        try {
            String text = Files.readString(path.resolve(attribute), StandardCharsets.ISO_8859_1);
            return text.replaceAll("\\p{Cntrl}", " ").replaceAll(" +", " ").strip();
        } catch (IOException none) {
            return "";
        }
    }

    /** The first of these attributes that has a text. */
    public String firstText(String... attributes) {
        return Stream.of(attributes)
                .map(this::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    public long number(String attribute, long otherwise) {
        String text = text(attribute);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : otherwise;
    }

    public boolean flag(String attribute) {
        return number(attribute, 0) != 0;
    }

    public boolean has(String attribute) {
        return Files.exists(path.resolve(attribute));
    }

    /** Name of what a link leads to, such as the driver of a device; empty when there is none. */
    public String linkName(String link) {
        try {
            return Files.readSymbolicLink(path.resolve(link)).getFileName().toString();
        } catch (IOException none) {
            return "";
        }
    }

    /** Names in a folder below; none when it is missing. */
    public List<String> names(String folder) {
        try (Stream<Path> entries = Files.list(path.resolve(folder))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException missingOrUnplugged) {
            return List.of();
        }
    }
}
