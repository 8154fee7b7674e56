package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ConsoleTest {

    private final ByteArrayOutputStream result = new ByteArrayOutputStream();
    private final ByteArrayOutputStream story = new ByteArrayOutputStream();

    @Test
    void storyNeverReachesStdout() {
        Console console = console(false);

        console.story("copying");
        console.result("done");

        assertThat(result.toString(StandardCharsets.UTF_8)).isEqualTo("done\n");
        assertThat(story.toString(StandardCharsets.UTF_8)).isEqualTo("copying\n");
    }

    @Test
    void quietSilencesTheStoryAndNotTheWarnings() {
        Console console = console(false, "--quiet");

        console.story("copying");
        console.status("3 %");
        console.warning("sda: 2 sectors lost");

        assertThat(story.toString(StandardCharsets.UTF_8)).isEqualTo("Warning: sda: 2 sectors lost\n");
    }

    @Test
    void statusIsRewrittenInPlaceAndWipedByTheNextLine() {
        Console console = console(true);

        console.status("3 %");
        console.status("4 %");
        console.story("done");

        assertThat(story.toString(StandardCharsets.UTF_8)).isEqualTo("\r\u001b[K3 %\r\u001b[K4 %\r\u001b[Kdone\n");
    }

    @Test
    void colourIsForTerminalsThatWantIt() {
        assertThat(console(true).paint(Console.Colour.RED, "x")).isEqualTo("\u001b[31mx\u001b[0m");
        assertThat(console(false).paint(Console.Colour.RED, "x")).isEqualTo("x");
        assertThat(console(true, "--no-color").paint(Console.Colour.RED, "x")).isEqualTo("x");
    }

    @Test
    void noColorOfTheEnvironmentCountsWhateverItsValueButNone() {
        assertThat(new OutputOptions(Map.of("NO_COLOR", "1")).noColor()).isTrue();
        assertThat(new OutputOptions(Map.of("NO_COLOR", "false")).noColor()).isTrue();
        assertThat(new OutputOptions(Map.of("NO_COLOR", "")).noColor()).isFalse();
        assertThat(new OutputOptions(Map.of()).noColor()).isFalse();
    }

    private Console console(boolean terminal, String... args) {
        OutputOptions options = new OutputOptions(Map.of());
        new CommandLine(new P2vCommand(options)).parseArgs(args);
        return new Console(
                new PrintStream(result, true, StandardCharsets.UTF_8),
                new PrintStream(story, true, StandardCharsets.UTF_8),
                terminal,
                options);
    }
}
