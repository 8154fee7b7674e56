package org.p2vworkbench.converter.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.convert.ConvertOptions;
import org.p2vworkbench.converter.convert.MachineOutcome;
import org.p2vworkbench.converter.convert.VerifyDisk;
import org.p2vworkbench.converter.ingest.StopsAgents;
import org.p2vworkbench.converter.ingest.TestAgent;
import org.p2vworkbench.converter.ledger.LedgerCheck;
import org.p2vworkbench.converter.migrate.MigrationOptions;
import org.p2vworkbench.converter.migrate.MigrationResult;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.fixtures.OutsideTool;

/** The second pass of a machine, from its agent into the copy, and what becomes of one that dies. */
@Timeout(120)
@ExtendWith(StopsAgents.class)
class SecondPassTest {

    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");
    private static final int MIB = OldMachine.MIB;
    private static final int DISK_MIB = OldMachine.DISK_MIB;
    private static final MigrationOptions FIRST_RAW = OldMachine.options(ConvertOptions.Format.RAW, 0, false);
    private static final MigrationOptions DELTA_RAW = OldMachine.options(ConvertOptions.Format.RAW, 0, true);
    private static final MigrationOptions FIRST_QCOW2 = OldMachine.options(ConvertOptions.Format.QCOW2, 0, false);
    private static final MigrationOptions DELTA_QCOW2 = OldMachine.options(ConvertOptions.Format.QCOW2, 0, true);

    @TempDir
    private Path folder;

    private OldMachine old;

    @BeforeEach
    void makeDisk() throws IOException {
        old = new OldMachine(folder);
    }

    @Test
    @Tag("slow")
    void secondPassBringsWhatChangedAndNothingElse() throws Exception {
        try (Converter converter = old.converter(false)) {
            TestAgent first = old.agent(converter, "web01");
            old.awaitConnected("web01");
            old.migrated("web01", FIRST_RAW);
            assertThat(first.status()).isZero();
            old.change(3 * MIB + 70_000, new byte[] {1, 2, 3});
            old.change(10 * MIB, new byte[MIB]);
            old.change((DISK_MIB - 1) * MIB, new byte[MIB / 2]);
            TestAgent again = old.agent(converter, "web01");
            old.awaitConnected("web01");

            MigrationResult result = old.migrated("web01", DELTA_RAW);

            assertThat(result.status()).isEqualTo(MachineOutcome.Status.DONE);
            assertThat(result.disks().get(0).copiedBytes()).isEqualTo(3L * MIB);
            assertThat(result.notes().get(0)).startsWith("3145728 bytes had changed");
            assertThat(Files.readString(old.store().resolve("web01/ledger/old.changed")))
                    .isEqualTo("0x300000 1048576\n0xa00000 1048576\n0x3f00000 1048576\n");
            assertThat(Files.mismatch(old.store().resolve("web01/disks/old.raw"), old.disk()))
                    .isEqualTo(-1);
            assertThat(again.status()).isZero();
            try (var left = Files.list(old.store().resolve("web01/disks"))) {
                assertThat(left.map(file -> file.getFileName().toString())).containsExactly("old.raw");
            }
            old.agent(converter, "web01");
            old.awaitConnected("web01");
            assertThat(old.migrated("web01", FIRST_RAW).status()).isEqualTo(MachineOutcome.Status.SKIPPED);
        }
    }

    @Test
    void secondPassWithoutAFirstIsRefused() throws Exception {
        try (Converter converter = old.converter(false)) {
            old.agent(converter, "web01");
            old.awaitConnected("web01");

            ApiClient.Answer answer = old.asked("web01", DELTA_RAW);

            assertThat(converter.sshPort()).isPositive();
            assertThat(answer.exitCode()).isEqualTo(4);
            assertThat(answer.failure()).contains("no finished first pass");
            assertThat(answer.next()).contains("without --delta");
        }
    }

    @Test
    @Tag("slow")
    void layeredImageIsMadeAnewOverACopyBroughtUpToDate() throws Exception {
        assumeTrue(QEMU_IMG.isInstalled(), "SKIPPED: qemu-img is not installed");
        Path base = old.store().resolve("web01/disks/old.base.qcow2");
        Path image = old.store().resolve("web01/disks/old.qcow2");
        try (Converter converter = old.converter(false)) {
            old.agent(converter, "web01");
            old.awaitConnected("web01");
            old.migrated("web01", FIRST_QCOW2);
            old.change(5 * MIB + 4096, new byte[] {9, 8, 7});
            old.change(20 * MIB, new byte[2 * MIB]);
            old.agent(converter, "web01");
            old.awaitConnected("web01");

            MigrationResult result = old.migrated("web01", DELTA_QCOW2);

            assertThat(result.status()).isEqualTo(MachineOutcome.Status.DONE);
            assertThat(result.disks().get(0).copiedBytes()).isEqualTo(3L * MIB);
            assertThat(Files.readString(old.store().resolve("web01/ledger/old.changed")))
                    .isEqualTo("0x500000 1048576\n0x1400000 2097152\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(base)))
                    .isEqualTo("r--r--r--");
            QEMU_IMG.run("check", base);
            for (Path each : List.of(base, image)) {
                QEMU_IMG.run("compare", "-f", "raw", "-F", "qcow2", old.disk(), each);
            }
            assertThat(verified("old.base.qcow2", "qcow2").matches()).isTrue();
            try (var left = Files.list(old.store().resolve("web01/disks"))) {
                assertThat(left.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("old.base.qcow2", "old.qcow2");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ConvertOptions.Format.class,
            names = {"RAW", "QCOW2"})
    @Tag("slow")
    void mergeThatIsKilledIsDoneAgainAndEndsRight(ConvertOptions.Format format) throws Exception {
        assumeTrue(QEMU_IMG.isInstalled(), "SKIPPED: qemu-img is not installed");
        long seed = System.nanoTime();
        System.out.printf("SecondPassTest: %s, seed %d%n", format, seed);
        Random random = new Random(seed);
        String type = format.name().toLowerCase(Locale.ROOT);
        String copy = format == ConvertOptions.Format.RAW ? "old.raw" : "old.base.qcow2";
        try (Converter converter = old.converter(false)) {
            old.agent(converter, "web01");
            old.awaitConnected("web01");
            old.migrated("web01", OldMachine.options(format, 0, false));
            byte[] changed = new byte[48 * MIB];
            random.nextBytes(changed);
            old.change(8 * MIB, changed);
            old.agent(converter, "web01");
            old.awaitConnected("web01");
            MergeKiller killer = MergeKiller.started(random.nextInt(25));

            ApiClient.Answer killed = old.asked("web01", OldMachine.options(format, 0, true));

            assumeTrue(killer.hasKilled(), "SKIPPED: the merge had ended before it could be killed");
            assertThat(killed.exitCode()).as(killed.failure()).isEqualTo(13);
            assertThat(killed.next()).contains("same command again");
            assertThat(old.store().resolve("web01/report.json")).doesNotExist();
            // What the old machine does in the meantime is seen by the pass that comes after the half one.
            old.change(60 * MIB, new byte[] {1, 2, 3});
            MigrationResult result = old.migrated("web01", OldMachine.options(format, 0, random.nextBoolean()));

            assertThat(result.status()).isEqualTo(MachineOutcome.Status.DONE);
            assertThat(verified(copy, type).matches()).isTrue();
            if (format == ConvertOptions.Format.QCOW2) {
                assertThat(QEMU_IMG.attempt("check", old.store().resolve("web01/disks/" + copy))
                                .output())
                        .doesNotContain("ERROR");
            }
            QEMU_IMG.run(
                    "compare", "-f", "raw", "-F", type, old.disk(), old.store().resolve("web01/disks/" + copy));
        }
    }

    private LedgerCheck.Result verified(String image, String format) throws Exception {
        return new VerifyDisk(
                        old.store().resolve("web01/disks").resolve(image),
                        format,
                        old.store().resolve("web01/ledger/old.ledger"),
                        HoleMap.UNKNOWN)
                .run(2, bytes -> {});
    }

    /** Waits for the program that writes the layer into the copy, and kills it a little later: kill -9. */
    private static final class MergeKiller extends Thread {

        private final int afterMillis;
        private volatile boolean killed;

        private MergeKiller(int afterMillis) {
            super("merge-killer");
            this.afterMillis = afterMillis;
            setDaemon(true);
        }

        static MergeKiller started(int afterMillis) {
            MergeKiller killer = new MergeKiller(afterMillis);
            killer.start();
            return killer;
        }

        @Override
        public void run() {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!killed && System.nanoTime() < deadline) {
                ProcessHandle.current().children().filter(MergeKiller::merges).forEach(this::kill);
            }
        }

        private static boolean merges(ProcessHandle process) {
            return process.info().arguments().stream().flatMap(Stream::of).anyMatch("commit"::equals);
        }

        private void kill(ProcessHandle process) {
            try {
                Thread.sleep(afterMillis);
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
            }
            killed = process.destroyForcibly();
        }

        boolean hasKilled() {
            return killed;
        }
    }
}
