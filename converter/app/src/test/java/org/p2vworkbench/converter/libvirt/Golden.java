package org.p2vworkbench.converter.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that were reviewed and kept. After a change on purpose: {@code mvn test -Dp2v.testArgs=-Dp2v.golden=write}, then
 * review the difference.
 */
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/org/p2vworkbench/converter/libvirt");

    private Golden() {}

    static void compare(String name, String found) throws IOException {
        Path file = FOLDER.resolve(name);
        if ("write".equals(System.getProperty("p2v.golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, found);
        }
        assertThat(found)
                .as("%s; rewrite with -Dp2v.testArgs=-Dp2v.golden=write", file)
                .isEqualTo(Files.readString(file));
    }
}
