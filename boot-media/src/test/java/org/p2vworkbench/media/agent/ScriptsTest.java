package org.p2vworkbench.media.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the medium's shell runs, as far as any POSIX shell can tell. */
class ScriptsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void aShell() {
        assumeThat(Path.of("/bin/sh")).as("a shell").exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"init", "damaged", "settle", "drivers", "network", "udhcpc", "agent", "screen", "menu"})
    void isShell(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.write(file, script(name));

        assertThat(ran("sh -n " + file)).isEmpty();
    }

    @Test
    void commandLineCountsMoreThanWhatIsBakedInAndBringsNothingForTheShell() throws Exception {
        String settle = text("settle")
                .replace("/etc/p2v/settings", folder.resolve("settings").toString())
                .replace("/run/settings", folder.resolve("run-settings").toString())
                .replace("/proc/cmdline", folder.resolve("cmdline").toString());
        Files.writeString(folder.resolve("settle"), settle);
        Files.writeString(folder.resolve("settings"), "server='kvm1:2222'\nname='old'\nauto=no\n");
        Files.writeString(
                folder.resolve("cmdline"),
                "quiet p2v.server=kvm2:22 p2v.name='x$(reboot)' p2v.auto p2v.medium p2v.PATH=/x\n");

        String said = ran(". %s; settle; echo \"$server|$name|$auto|${PATH#/x}\"".formatted(folder.resolve("settle")));

        assertThat(said).startsWith("kvm2:22|xreboot|yes|/").doesNotContain("|\n");
    }

    private String ran(String command) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return Files.readString(said);
    }

    private static String text(String name) throws IOException {
        return new String(script(name), StandardCharsets.UTF_8);
    }

    private static byte[] script(String name) throws IOException {
        try (InputStream in = AgentRoot.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
