package org.p2vworkbench.agent.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorsTest {

    @TempDir
    private Path folder;

    @Test
    void areBusyWhenHardlyAnyTimeWasIdle() throws IOException {
        Path stat = folder.resolve("stat");
        Processors processors = new Processors(stat);

        Files.writeString(stat, "cpu  1000 200 300 5000 40 5 6 7 0 0\ncpu0 1 2 3 4\n");
        processors.look();
        assertThat(processors.areBusy()).isFalse();

        Files.writeString(stat, "cpu  1090 200 306 5003 41 5 6 7 0 0\n");
        processors.look();
        assertThat(processors.areBusy()).isTrue();

        Files.writeString(stat, "cpu  1150 200 310 5043 41 5 6 7 0 0\n");
        processors.look();
        assertThat(processors.areBusy()).isFalse();
    }

    @Test
    void areIdleWhereNobodyCounts() throws IOException {
        Processors nowhere = new Processors(folder.resolve("missing"));
        nowhere.look();
        assertThat(nowhere.areBusy()).isFalse();

        Path odd = Files.writeString(folder.resolve("odd"), "cpu  many\n");
        Processors processors = new Processors(odd);
        processors.look();
        Files.writeString(odd, "");
        processors.look();
        assertThat(processors.areBusy()).isFalse();
    }
}
