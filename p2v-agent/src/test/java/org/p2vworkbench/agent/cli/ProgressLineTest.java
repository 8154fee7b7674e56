package org.p2vworkbench.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.agent.wire.Request;

class ProgressLineTest {

    @Test
    void theConvertersProgressIsShownWithTheAgentsRate() {
        Request.Progress progress = new Request.Progress(
                Request.Progress.State.COPYING,
                10L << 30,
                40L << 30,
                1,
                240,
                7300,
                "sda: limited by \u001b[2J the wire");

        assertThat(ProgressLine.line(progress, 5, 110 << 20))
                .isEqualTo("copying 10.0 GiB of 40.0 GiB (25 %), 110 MiB/s, 4 min to 2 h 02 min left,"
                        + " sda: limited by [2J the wire");
    }

    @Test
    void withoutOneTheAgentSaysWhatItKnows() {
        assertThat(ProgressLine.line(null, 1536, 0)).isEqualTo("1.5 KiB read, 0 B/s");
    }

    @Test
    void timesAreRoundedUp() {
        assertThat(Amounts.time(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Amounts.time(Duration.ofSeconds(61))).isEqualTo("2 min");
        assertThat(Amounts.time(Duration.ofHours(30))).isEqualTo("30 h 00 min");
    }

    @Test
    void whatTheConverterSaysMovesNoCursor() {
        ByteArrayOutputStream story = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(story, true, StandardCharsets.UTF_8);
        try (ProgressLine progress = new ProgressLine(stream, false)) {
            Console console = new Console(stream, progress, "kvm1:2222");

            console.fromConverter("hello\u001b[2J\u0007\r\nError: \u009b31m");
        }

        assertThat(story.toString(StandardCharsets.UTF_8)).isEqualTo("kvm1:2222 says: hello [2J Error: 31m\n");
    }
}
