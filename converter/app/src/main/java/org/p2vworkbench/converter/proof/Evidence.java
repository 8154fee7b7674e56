package org.p2vworkbench.converter.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pictures and the serial log of one proof, in a folder of its machine, in place of those of the last one. */
final class Evidence {

    /** So many tell a story; a splash screen that moves would make hundreds. */
    private static final int MOST_PICTURES = 12;

    private final Path folder;
    private final String name;
    private final List<Path> pictures = new ArrayList<>();

    /** @param name what the files begin with: "testboot" */
    Evidence(Path folder, String name) throws IOException {
        this.folder = folder;
        this.name = name;
        Files.createDirectories(folder);
        try (Stream<Path> earlier = Files.list(folder)) {
            for (Path file : earlier.toList()) {
                if (file.getFileName().toString().startsWith(name + "-")) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Keeps a picture. When there are too many, every second one goes. */
    void picture(Path png, long seconds) throws IOException {
        if (pictures.size() >= MOST_PICTURES) {
            for (int i = pictures.size() - 2; i > 0; i -= 2) {
                Files.delete(pictures.remove(i));
            }
        }
        Path kept = folder.resolve("%s-%04ds.png".formatted(name, seconds));
        Files.move(png, kept, StandardCopyOption.REPLACE_EXISTING);
        if (!pictures.contains(kept)) {
            pictures.add(kept);
        }
    }

    void serial(byte[] log) throws IOException {
        Files.write(folder.resolve(name + "-serial.log"), log);
    }

    List<Path> pictures() {
        return List.copyOf(pictures);
    }
}
