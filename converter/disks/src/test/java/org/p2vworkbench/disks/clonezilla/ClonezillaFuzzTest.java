package org.p2vworkbench.disks.clonezilla;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.image.blocks.Mutants;

final class ClonezillaFuzzTest {

    @AfterAll
    static void clear() throws IOException {
        Path folder = ClonezillaFuzz.folder().path;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Test
    void damagedFilesNeverCauseMoreThanAnIoException() throws IOException {
        List<byte[]> good = new ArrayList<>();
        for (int i = 0; i < ClonezillaFuzz.FILES.size(); i++) {
            ByteArrayOutputStream input = new ByteArrayOutputStream();
            input.write(i);
            input.writeBytes(Files.readAllBytes(ClonezillaFuzz.folder().path.resolve(ClonezillaFuzz.FILES.get(i))));
            good.add(input.toByteArray());
        }

        Mutants.feed(40, 800, good, List.of(1, 100, 600, 1500), ClonezillaFuzz::fuzzerTestOneInput);
    }
}
