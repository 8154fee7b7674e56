package org.p2vworkbench.converter.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.convert.MachineOutcome;
import org.p2vworkbench.converter.copy.LostRange;
import org.p2vworkbench.converter.ingest.FakeAgent;

@Timeout(60)
class LossesTest {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path store;

    @Test
    void machineWithBadSectorsComesWithTheseListedAndBothEndsSayThree() throws Exception {
        byte[] disk = new byte[4 * MIB + 512];
        new Random(5).nextBytes(disk);
        FakeAgent agent = new FakeAgent(disk).withBadSectors(300, 301, 700);

        MigrationResult result = RawMigration.of(agent, store);

        assertThat(result.status()).isEqualTo(MachineOutcome.Status.LOSSES);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.disks().get(0).lost())
                .extracting(LostRange::offset, LostRange::length)
                .containsExactly(tuple(300L * 4096, 8192L), tuple(700L * 4096, 4096L));
        Arrays.fill(disk, 300 * 4096, 302 * 4096, (byte) 0);
        Arrays.fill(disk, 700 * 4096, 701 * 4096, (byte) 0);
        assertThat(store.resolve("web01/disks/sda.raw")).hasBinaryContent(disk);
        assertThat(Files.readString(store.resolve("web01/report.json"))).contains("\"losses\"", "LOST-RANGES");
        assertThat(agent.finished()).hasValueSatisfying(finish -> {
            assertThat(finish.exitCode()).isEqualTo(3);
            assertThat(finish.text()).contains("12288 bytes");
        });
    }

    @Test
    void anAgentThatHashesOtherBytesThanItSendsIsFoundByVerifying() throws Exception {
        byte[] disk = new byte[4 * MIB + 512];
        new Random(6).nextBytes(disk);
        FakeAgent agent = new FakeAgent(disk).hashingWrong();

        MigrationResult result = RawMigration.of(agent, store);

        assertThat(result.exitCode()).isEqualTo(13);
        assertThat(store.resolve("web01/report.json")).doesNotExist();
        assertThat(agent.finished()).isEmpty();
    }
}
