package org.p2vworkbench.converter.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.convert.ConvertOptions;
import org.p2vworkbench.converter.convert.MachineOutcome;
import org.p2vworkbench.converter.copy.LostRange;
import org.p2vworkbench.converter.ingest.FakeAgent;
import org.p2vworkbench.converter.ingest.Limits;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;

@Timeout(60)
class LossesTest {

    private static final int MIB = 1 << 20;

    private static final MigrationOptions RAW = new MigrationOptions(
            ConvertOptions.Format.RAW,
            Qcow2Compression.NONE,
            false,
            true,
            true,
            false,
            false,
            false,
            Limits.NONE,
            false,
            false,
            Optional.empty());

    @TempDir
    private Path store;

    @Test
    void machineWithBadSectorsComesWithTheseListedAndBothEndsSayThree() throws Exception {
        byte[] disk = new byte[4 * MIB + 512];
        new Random(5).nextBytes(disk);
        FakeAgent agent = new FakeAgent(disk).withBadSectors(300, 301, 700);

        MigrationResult result = new Migration(agent.machine(), RAW, store, "p2v test", new Silent()).run();

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

        MigrationResult result = new Migration(agent.machine(), RAW, store, "p2v test", new Silent()).run();

        assertThat(result.exitCode()).isEqualTo(13);
        assertThat(store.resolve("web01/report.json")).doesNotExist();
        assertThat(agent.finished()).isEmpty();
    }

    private static final class Silent implements Migration.Listener {

        @Override
        public void story(String line) {
            // Nobody listens.
        }

        @Override
        public void howFar(HowFar now) {
            // Nobody looks.
        }
    }
}
