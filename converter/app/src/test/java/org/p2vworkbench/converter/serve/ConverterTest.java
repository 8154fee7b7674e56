package org.p2vworkbench.converter.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.convert.ConvertOptions;
import org.p2vworkbench.converter.convert.MachineOutcome;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.converter.ingest.StopsAgents;
import org.p2vworkbench.converter.ingest.TestAgent;
import org.p2vworkbench.converter.migrate.MigrationResult;
import org.p2vworkbench.converter.store.MachineState;

/** An agent, a converter, and whoever asks it: the whole way of a machine in one process. */
@Timeout(60)
@ExtendWith(StopsAgents.class)
class ConverterTest {

    private static final int MIB = OldMachine.MIB;
    private static final int DISK_MIB = OldMachine.DISK_MIB;

    @TempDir
    private Path folder;

    private OldMachine old;
    private Path store;
    private Path disk;

    @BeforeEach
    void makeDisk() throws IOException {
        old = new OldMachine(folder);
        store = old.store();
        disk = old.disk();
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
        try (Converter again = old.converter(port, false)) {
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
            int percent = old.await("web01", "copy").percent();
            Thread.sleep(1500);

            assertThat(converter.sshPort()).isPositive();
            assertThat(paused.waitingFor())
                    .hasValueSatisfying(text -> assertThat(text).contains("p2v migrate web01"));
            assertThat(old.await("web01", "copy").percent()).isEqualTo(percent).isLessThan(99);
            assertThat(migrate("web01", 0).status()).isEqualTo(MachineOutcome.Status.DONE);
            assertThat(first.get(20, TimeUnit.SECONDS).failure()).isEmpty();
        }
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
        return old.converter(auto);
    }

    private TestAgent agent(Converter converter, String machine) throws IOException {
        return old.agent(converter, machine);
    }

    private ApiClient client() {
        return old.client();
    }

    private <T> T ask(String command, String machine, Class<T> type) throws IOException {
        return old.ask(command, machine, type);
    }

    private ApiClient.Answer asked(String machine, long limit) {
        try {
            return old.asked(machine, OldMachine.options(ConvertOptions.Format.RAW, limit, false));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private MigrationResult migrate(String machine, long limit) throws IOException {
        return old.migrated(machine, OldMachine.options(ConvertOptions.Format.RAW, limit, false));
    }

    private MachineState awaitConnected(String machine) throws Exception {
        return old.awaitConnected(machine);
    }

    private void awaitStage(String machine, String stage) throws Exception {
        old.await(machine, stage);
    }
}
