package org.p2vworkbench.converter.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.convert.ConvertOptions;
import org.p2vworkbench.converter.convert.MachineOutcome;
import org.p2vworkbench.converter.enrol.EnrolmentBook;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.converter.ingest.AgentServer;
import org.p2vworkbench.converter.ingest.HostKey;
import org.p2vworkbench.converter.ingest.Limits;
import org.p2vworkbench.converter.ingest.TestAgent;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.migrate.MigrationOptions;
import org.p2vworkbench.converter.migrate.MigrationResult;
import org.p2vworkbench.converter.store.MachineState;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;

/** An agent, a converter, and whoever asks it: the whole way of a machine in one process. */
@Timeout(60)
class ConverterTest {

    private static final int MIB = 1 << 20;
    private static final int DISK_MIB = 64;

    @TempDir
    private Path folder;

    private Path store;
    private Path disk;

    @BeforeEach
    void makeDisk() throws IOException {
        store = folder.resolve("store");
        disk = folder.resolve("old.img");
        byte[] mebibyte = new byte[MIB];
        Random random = new Random(9);
        try (FileChannel out = FileChannel.open(disk, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < DISK_MIB; i++) {
                random.nextBytes(mebibyte);
                out.write(ByteBuffer.wrap(mebibyte), (long) i * MIB);
            }
        }
    }

    @Test
    void machineComesIntoTheStoreAsItIs() throws Exception {
        try (Converter converter = converter(false)) {
            TestAgent agent = agent(converter, "web01");
            awaitConnected("web01");

            MigrationResult result = migrate("web01", 0);

            assertThat(result.status()).isEqualTo(MachineOutcome.Status.DONE);
            assertThat(result.exitCode()).isZero();
            assertThat(Files.mismatch(store.resolve("web01/disks/old.raw"), disk))
                    .isEqualTo(-1);
            assertThat(agent.status()).isZero();
        }
    }

    @Test
    void connectedMachineIsShownWithWhatItWaitsFor() throws Exception {
        try (Converter converter = converter(false)) {
            agent(converter, "web01");

            MachineState state = awaitConnected("web01");
            ConnectedView view = ask("show", "web01", ConnectedView.class);

            assertThat(state)
                    .isEqualTo(new MachineState("web01", true, "discover", 0, Optional.of("p2v migrate web01")));
            assertThat(view.machine()).isEqualTo("web01");
            assertThat(view.disks()).hasSize(1);
            assertThat(view.disks().get(0).name()).isEqualTo("old");
            assertThat(view.disks().get(0).size()).isEqualTo(DISK_MIB * (long) MIB);
        }
    }

    @Test
    @Tag("slow")
    void cancelledMigrationGoesOnWhereItStopped() throws Exception {
        try (Converter converter = converter(false)) {
            agent(converter, "web01");
            awaitConnected("web01");
            CompletableFuture<ApiClient.Answer> first = CompletableFuture.supplyAsync(() -> asked("web01", 8 * MIB));
            awaitStage("web01", "copy");
            // Long enough for chunks to arrive at 8 MiB/s, short enough that most have not.
            Thread.sleep(1500);

            MachineState cancelled = ask("cancel", "web01", MachineState.class);
            ApiClient.Answer ended = first.get(20, TimeUnit.SECONDS);
            MigrationResult second = migrate("web01", 0);

            assertThat(ended.exitCode()).isEqualTo(130);
            assertThat(cancelled.stage()).isEqualTo("copy");
            assertThat(second.status()).isEqualTo(MachineOutcome.Status.DONE);
            assertThat(second.disks().get(0).copiedBytes()).isPositive().isLessThan(DISK_MIB * (long) MIB);
            assertThat(Files.mismatch(store.resolve("web01/disks/old.raw"), disk))
                    .isEqualTo(-1);
        }
    }

    @Test
    @Tag("slow")
    void converterThatStopsLeavesAMigrationThatTheNextGoesOnWith() throws Exception {
        int port;
        CompletableFuture<ApiClient.Answer> first;
        try (Converter converter = converter(false)) {
            port = converter.sshPort();
            agent(converter, "web01");
            awaitConnected("web01");
            first = CompletableFuture.supplyAsync(() -> asked("web01", 8 * MIB));
            awaitStage("web01", "copy");
            // Long enough for chunks to arrive at 8 MiB/s, short enough that most have not.
            Thread.sleep(1500);
        }
        first.handle((answer, failure) -> answer).get(20, TimeUnit.SECONDS);
        try (Converter again = new Converter(store, terms(port, false))) {
            assertThat(again.sshPort()).isEqualTo(port);
            awaitConnected("web01");

            MigrationResult second = migrate("web01", 0);

            assertThat(second.disks().get(0).copiedBytes()).isPositive().isLessThan(DISK_MIB * (long) MIB);
            assertThat(Files.mismatch(store.resolve("web01/disks/old.raw"), disk))
                    .isEqualTo(-1);
        }
    }

    @Test
    @Tag("slow")
    void pausedMigrationStandsStillAndGoesOnWhenAskedAgain() throws Exception {
        try (Converter converter = converter(false)) {
            agent(converter, "web01");
            awaitConnected("web01");
            CompletableFuture<ApiClient.Answer> first = CompletableFuture.supplyAsync(() -> asked("web01", 8 * MIB));
            awaitStage("web01", "copy");

            MachineState paused = ask("pause", "web01", MachineState.class);
            // What was under way arrives within this, at 8 MiB/s and eight chunks of 1 MiB; then nothing may.
            Thread.sleep(2500);
            int percent = await("web01", "copy").percent();
            Thread.sleep(1500);

            assertThat(converter.sshPort()).isPositive();
            assertThat(paused.waitingFor())
                    .hasValueSatisfying(text -> assertThat(text).contains("p2v migrate web01"));
            assertThat(await("web01", "copy").percent()).isEqualTo(percent).isLessThan(99);
            assertThat(migrate("web01", 0).status()).isEqualTo(MachineOutcome.Status.DONE);
            assertThat(first.get(20, TimeUnit.SECONDS).failure()).isEmpty();
        }
    }

    @Test
    @Tag("slow")
    void secondPassBringsWhatChangedAndNothingElse() throws Exception {
        try (Converter converter = converter(false)) {
            TestAgent first = agent(converter, "web01");
            awaitConnected("web01");
            migrate("web01", 0);
            assertThat(first.status()).isZero();
            change(3 * MIB + 70_000, new byte[] {1, 2, 3});
            change(10 * MIB, new byte[MIB]);
            change((DISK_MIB - 1) * MIB, new byte[MIB / 2]);
            TestAgent again = agent(converter, "web01");
            awaitConnected("web01");

            MigrationResult result = delta("web01");

            assertThat(result.status()).isEqualTo(MachineOutcome.Status.DONE);
            assertThat(result.disks().get(0).copiedBytes()).isEqualTo(3L * MIB);
            assertThat(result.notes().get(0)).startsWith("3145728 bytes had changed");
            assertThat(Files.readString(store.resolve("web01/ledger/old.changed")))
                    .isEqualTo("0x300000 1048576\n0xa00000 1048576\n0x3f00000 1048576\n");
            assertThat(Files.mismatch(store.resolve("web01/disks/old.raw"), disk))
                    .isEqualTo(-1);
            assertThat(again.status()).isZero();
            try (var left = Files.list(store.resolve("web01/disks"))) {
                assertThat(left.map(file -> file.getFileName().toString())).containsExactly("old.raw");
            }
            agent(converter, "web01");
            awaitConnected("web01");
            assertThat(migrate("web01", 0).status()).isEqualTo(MachineOutcome.Status.SKIPPED);
        }
    }

    @Test
    void secondPassWithoutAFirstIsRefused() throws Exception {
        try (Converter converter = converter(false)) {
            agent(converter, "web01");
            awaitConnected("web01");

            ApiClient.Answer answer = askedForDelta("web01");

            assertThat(converter.sshPort()).isPositive();
            assertThat(answer.exitCode()).isEqualTo(4);
            assertThat(answer.failure()).contains("no finished first pass");
            assertThat(answer.next()).contains("without --delta");
        }
    }

    private void change(long offset, byte[] bytes) throws IOException {
        try (FileChannel out = FileChannel.open(disk, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(bytes), offset);
        }
    }

    private MigrationResult delta(String machine) throws IOException {
        ApiClient.Answer answer = askedForDelta(machine);
        assertThat(answer.failure()).isEmpty();
        return JsonText.parse(answer.result().orElseThrow(), MigrationResult.class);
    }

    private ApiClient.Answer askedForDelta(String machine) throws IOException {
        MigrationOptions options = new MigrationOptions(
                ConvertOptions.Format.RAW,
                Qcow2Compression.NONE,
                false,
                false,
                true,
                false,
                false,
                false,
                Limits.NONE,
                true,
                false,
                Optional.empty());
        return client().ask(ApiRequest.migrate(machine, options), new Silent());
    }

    @Test
    void withAutoNobodyHasToAsk() throws Exception {
        try (Converter converter = converter(true)) {
            assertThat(agent(converter, "web01").status()).isZero();
            assertThat(Files.exists(store.resolve("web01/report.json"))).isTrue();
        }
    }

    @Test
    void twoMachinesComeAtOnce() throws Exception {
        try (Converter converter = converter(true)) {
            TestAgent one = agent(converter, "web01");
            TestAgent other = agent(converter, "web02");

            assertThat(List.of(one.status(), other.status())).containsExactly(0, 0);
        }
    }

    @Test
    void machineThatIsNotThereIsUnreachable() throws Exception {
        try (Converter converter = converter(false)) {
            ApiClient.Answer answer = asked("web09", 0);

            assertThat(converter.sshPort()).isPositive();
            assertThat(answer.exitCode()).isEqualTo(10);
            assertThat(answer.failure()).contains("web09", "no agent");
            assertThat(answer.next()).contains("p2v agent");
        }
    }

    @Test
    void secondConverterOfAStoreIsRefused() throws Exception {
        try (Converter converter = converter(false)) {
            assertThat(converter.sshPort()).isPositive();
            assertThatThrownBy(() -> converter(false).close())
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("another converter");
        }
    }

    @Test
    void socketIsItsOwnersAlone() throws Exception {
        try (Converter converter = converter(false)) {
            assertThat(converter.sshPort()).isPositive();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.resolve(".p2v/api.sock"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void withoutAConverterTheAnswerSaysHowToStartOne() {
        assertThatThrownBy(() -> client().ask(ApiRequest.of("machines", ""), new Silent()))
                .isInstanceOf(SourceUnreachableException.class)
                .hasMessageContaining("no converter runs");
    }

    private Converter converter(boolean auto) throws IOException {
        return new Converter(store, terms(0, auto));
    }

    private static Converter.Terms terms(int port, boolean auto) {
        return new Converter.Terms("127.0.0.1", port, auto, Limits.NONE, "p2v test");
    }

    private TestAgent agent(Converter converter, String machine) throws IOException {
        AgentServer.Files files = AgentServer.Files.below(store.resolve(".p2v"));
        String code = new EnrolmentBook(files.codes(), new SecureRandom(), Clock.systemUTC())
                .issue(Duration.ofHours(1))
                .code();
        String key = HostKey.in(files.hostKey()).fingerprint();
        return TestAgent.start(folder.resolve(machine), converter.sshPort(), key, code, machine, List.of(disk));
    }

    private ApiClient client() {
        return new ApiClient(store);
    }

    private <T> T ask(String command, String machine, Class<T> type) throws IOException {
        ApiClient.Answer answer = client().ask(ApiRequest.of(command, machine), new Silent());
        assertThat(answer.failure()).isEmpty();
        return JsonText.parse(answer.result().orElseThrow(), type);
    }

    private ApiClient.Answer asked(String machine, long limit) {
        MigrationOptions options = new MigrationOptions(
                ConvertOptions.Format.RAW,
                Qcow2Compression.NONE,
                false,
                false,
                true,
                false,
                false,
                false,
                Limits.of(limit),
                false,
                false,
                Optional.empty());
        try {
            return client().ask(ApiRequest.migrate(machine, options), new Silent());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private MigrationResult migrate(String machine, long limit) throws IOException {
        ApiClient.Answer answer = asked(machine, limit);
        assertThat(answer.failure()).isEmpty();
        return JsonText.parse(answer.result().orElseThrow(), MigrationResult.class);
    }

    private MachineState awaitConnected(String machine) throws Exception {
        return await(machine, "");
    }

    private void awaitStage(String machine, String stage) throws Exception {
        await(machine, stage);
    }

    private MachineState await(String machine, String stage) throws Exception {
        for (int i = 0; i < 1000; i++) {
            for (MachineState state : ask("machines", "", MachineState[].class)) {
                if (state.machine().equals(machine)
                        && (stage.isEmpty() ? state.connected() : state.stage().equals(stage))) {
                    return state;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("%s never came to '%s'".formatted(machine, stage));
    }

    private static final class Silent implements ApiClient.Listener {

        @Override
        public void story(String line) {
            // Nobody listens.
        }

        @Override
        public void status(String json) {
            // Nobody looks.
        }
    }
}
