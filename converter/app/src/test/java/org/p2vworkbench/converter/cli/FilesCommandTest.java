package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code p2v files} says before it starts an appliance. */
class FilesCommandTest {

    @TempDir
    private Path folder;

    @Test
    void withoutACommandItSaysWhichThereAre() {
        TypedLine typed = typed("files");

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.story()).contains("ls, cat or get").contains("p2v files --help");
    }

    @Test
    void absentImageIsASourceThatIsNotThere() {
        TypedLine typed = typed("files", "cat", folder.resolve("gone.vmdk").toString(), "/etc/fstab", "--json");

        assertThat(typed.status()).isEqualTo(10);
        assertThat(typed.story())
                .startsWith("{\"error\":{\"code\":\"source-unreachable\"")
                .contains("gone.vmdk");
    }

    @Test
    void severalMachinesAreNone() throws IOException {
        Files.write(folder.resolve("a.qcow2"), new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 3});
        Files.write(folder.resolve("b.qcow2"), new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 3});

        TypedLine typed = typed("files", "ls", folder.toString());

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.story()).contains("holds several machines").contains("--disk");
    }

    @Test
    void machineThatIsNotFinishedIsRefused() throws IOException {
        Path machine = Files.createDirectory(folder.resolve("web01"));
        Files.writeString(machine.resolve("machine.json"), "{}");

        TypedLine typed = typed("files", "ls", "web01", "/etc", "--store", folder.toString());

        assertThat(typed.status()).isEqualTo(4);
        assertThat(typed.story()).contains("not converted to its end").contains("Next: ");
    }

    @Test
    void bytesOfAFileReachTheResultAsTheyAre() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream()),
                false,
                new OutputOptions(Map.of()));

        console.resultBytes().write(new byte[] {0, (byte) 0xff, (byte) 0xc3, 10});

        assertThat(out.toByteArray()).containsExactly(0, 0xff, 0xc3, 10);
    }
}
