package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, as a newcomer runs it. */
class DemoCommandTest {

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void everyStepDoesWhatItAnnounces() {
        TypedLine demo = typed("demo", "-o", folder.resolve("played").toString());

        assertThat(demo.status()).as(demo.story()).isZero();
        assertThat(demo.story())
                .contains("exit status 130: interrupted")
                .contains("Error: mail04.vmdk @ 0x")
                .contains("2 of 3 machines are converted")
                .contains("CHANGED")
                .contains("Images are identical");
        assertThat(demo.result()).contains("steps did what they announced").contains(folder + "/played/kvm");
        assertThat(folder.resolve("played/kvm/web01/domain.xml")).isRegularFile();
        assertThat(folder.resolve("played/old")).doesNotExist();
    }

    @Test
    void folderWithSomethingInItIsRefusedAndLeftAlone() throws IOException {
        Path file = Files.createFile(folder.resolve("mine"));

        TypedLine demo = typed("demo", "-o", folder.toString());

        assertThat(demo.status()).isEqualTo(4);
        assertThat(demo.story()).contains("is not empty").contains("Next: ");
        assertThat(file).exists();
    }
}
