package org.p2vworkbench.converter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.DiskFormatException;

/** Records as JSON, and back. */
class JsonTextTest {

    @TempDir
    private Path folder;

    private record Placed(Path image, Optional<String> note) {}

    @Test
    void pathIsWrittenAsAShellTakesIt() throws IOException {
        Placed placed = new Placed(Path.of("/srv/old disks:/ä b.vmdk"), Optional.empty());

        String text = JsonText.line(placed);

        assertThat(text).isEqualTo("{\"image\":\"/srv/old disks:/ä b.vmdk\",\"note\":null}");
        assertThat(JsonText.read(Files.writeString(folder.resolve("placed.json"), text), Placed.class))
                .isEqualTo(placed);
    }

    @Test
    void pathThatNoFileCanHaveIsADamagedDocument() throws IOException {
        Path file = Files.writeString(folder.resolve("placed.json"), "{\"image\":\"a\\u0000b\"}");

        assertThatThrownBy(() -> JsonText.read(file, Placed.class))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("is not what this program writes");
    }
}
