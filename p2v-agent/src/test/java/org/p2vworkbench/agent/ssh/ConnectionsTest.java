package org.p2vworkbench.agent.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.p2vworkbench.agent.disk.DiskTable;
import org.p2vworkbench.agent.disk.FakeDisk;
import org.p2vworkbench.agent.lane.Caller;
import org.p2vworkbench.agent.lane.Crew;
import org.p2vworkbench.agent.lane.Identity;
import org.p2vworkbench.agent.lane.Lane;
import org.p2vworkbench.agent.lane.LaneListener;
import org.p2vworkbench.agent.wire.Extent;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;

@Timeout(90)
class ConnectionsTest {

    private static final String CODE = "0123-4567";

    private final AgentKey key = AgentKey.inMemory();
    private final FakeDisk disk = new FakeDisk(1_000_448, 512);
    private final DiskTable disks = new DiskTable(() -> List.of(disk.candidate("sda")), (path, why) -> {});
    private final Crew crew = new Crew(true);
    private final Told told = new Told();
    private SshDialler dialler;

    @AfterEach
    void end() throws IOException {
        crew.close();
        if (dialler != null) {
            dialler.close();
        }
    }

    @Test
    void aCodeAdmitsOnceAndTheKeyFromThenOn() throws Exception {
        try (TestConverter converter = new TestConverter(CODE)) {
            CompletableFuture<Request.Finish> agent = start(converter, converter.fingerprint(), CODE);
            Caller lane = converter.nextLane();
            assertThat(lane.greet().publicKey()).isEqualTo(key.publicKey());
            lane.ask(new Request.Finish(0, "bye"));
            assertThat(agent.get(20, TimeUnit.SECONDS).text()).isEqualTo("bye");
            assertThat(converter.users()).containsExactly("web01");
            converter.users().clear();
            converter.trust(key.publicKey());
            dialler.close();

            CompletableFuture<Request.Finish> again = start(converter, converter.fingerprint(), null);
            converter.nextLane().ask(new Request.Hello(1, 1, "t"));

            assertThat(converter.users()).isEmpty();
            assertThat(again).isNotDone();
        }
    }

    @Test
    void anotherHostKeyIsNotTrusted() throws Exception {
        String expected = HostKeyPin.of(TestConverter.newHostKey().getPublic());
        try (TestConverter converter = new TestConverter(CODE)) {
            assertThatThrownBy(() -> start(converter, expected, CODE).join())
                    .hasCauseInstanceOf(NotTrustedException.class)
                    .hasMessageContaining("has the host key " + converter.fingerprint())
                    .hasMessageContaining("'p2v enrol' prints");
            assertThat(converter.users()).isEmpty();
        }
    }

    @Test
    void aWrongCodeIsRefusedAndSaysWhatToDo() throws Exception {
        try (TestConverter converter = new TestConverter(CODE)) {
            assertThatThrownBy(() ->
                            start(converter, converter.fingerprint(), "wrong").join())
                    .hasCauseInstanceOf(NotTrustedException.class)
                    .hasMessageContaining("get a new one with 'p2v enrol'")
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void noCodeAndAnUnknownKeyAreRefused() throws Exception {
        try (TestConverter converter = new TestConverter(CODE)) {
            assertThatThrownBy(() ->
                            start(converter, converter.fingerprint(), null).join())
                    .hasCauseInstanceOf(NotTrustedException.class)
                    .hasMessageContaining("does not know this machine's key. Get a code with 'p2v enrol'");
        }
    }

    @Test
    void whereNobodyListensItGivesUp() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }

        assertThatThrownBy(() -> start(
                                nobody, HostKeyPin.of(TestConverter.newHostKey().getPublic()), CODE)
                        .join())
                .hasCauseInstanceOf(UnreachableException.class)
                .hasMessageContaining("127.0.0.1:" + nobody + " does not answer");
    }

    @Test
    void aConverterThatIsKilledIsDialledAgain() throws Exception {
        TestConverter killed = new TestConverter(CODE);
        CompletableFuture<Request.Finish> agent = start(killed, killed.fingerprint(), CODE);
        Caller before = killed.nextLane();
        before.greet();
        before.send(9, Caller.read(0, 4096, new Extent(0, 4096)));

        killed.close();

        try (TestConverter again = new TestConverter(CODE, killed.port(), killed.hostKey())) {
            again.trust(key.publicKey());
            Caller after = again.nextLane();
            assertThat(after.greet().lane()).isZero();
            after.ask(new Request.Disks());
            assertThat(after.read(0, 0, disk.bytes().length, 65536)).isEqualTo(disk.bytes());
            after.ask(new Request.Finish(0, ""));
            agent.get(20, TimeUnit.SECONDS);
        }
        assertThat(told.disconnected).isNotEmpty();
    }

    @Test
    void lanesAreDialledWhenTheyAreWantedAndReadTheSameDisks() throws Exception {
        try (TestConverter converter = new TestConverter(CODE)) {
            CompletableFuture<Request.Finish> agent = start(converter, converter.fingerprint(), CODE);
            Caller first = converter.nextLane();
            Reply.Welcome welcome = first.greet();
            converter.trust(key.publicKey());
            first.ask(new Request.Disks());

            first.ask(new Request.Lanes(3));

            Map<Integer, byte[]> copies = new HashMap<>();
            for (int i = 0; i < 2; i++) {
                Caller lane = converter.nextLane();
                Reply.Welcome its = lane.greet();
                assertThat(its.session()).isEqualTo(welcome.session());
                copies.put(its.lane(), lane.read(0, 0, disk.bytes().length, 65536));
            }
            assertThat(copies.keySet()).isEqualTo(Set.of(1, 2));
            assertThat(copies.values()).allSatisfy(copy -> assertThat(copy).isEqualTo(disk.bytes()));
            first.ask(new Request.Finish(3, ""));
            assertThat(agent.get(20, TimeUnit.SECONDS).exitCode()).isEqualTo(3);
        }
    }

    private CompletableFuture<Request.Finish> start(TestConverter converter, String hostKey, String code) {
        return start(converter.port(), hostKey, code);
    }

    private CompletableFuture<Request.Finish> start(int port, String hostKey, String code) {
        dialler = new SshDialler(
                new ServerAddress("127.0.0.1", port),
                new HostKeyPin(hostKey),
                key,
                Optional.ofNullable(code),
                text -> {});
        Identity identity = new Identity("web01", "agent 1", key.publicKey(), new byte[16], Set.of(), 2);
        Lane.Services services = new Lane.Services(identity, disks, () -> "{}", () -> "{}", crew, told);
        Connections connections = new Connections(
                dialler,
                "web01",
                (number, in, out) -> new Lane(number, in, out, services),
                told,
                new Random(1),
                Duration.ofMillis(1));
        told.connections = connections;
        return CompletableFuture.supplyAsync(() -> {
            try {
                return connections.stay();
            } catch (IOException | InterruptedException failure) {
                throw new CompletionException(failure);
            }
        });
    }

    private static final class Told implements Connections.Listener, LaneListener {

        private final List<String> disconnected = new CopyOnWriteArrayList<>();
        private volatile Connections connections;

        @Override
        public void connected() {}

        @Override
        public void disconnected(String why, Duration nextTryIn) {
            disconnected.add(why);
        }

        @Override
        public void trouble(String what) {}

        @Override
        public void greeted(int lane, String converter) {}

        @Override
        public void answered(long plainBytes) {}

        @Override
        public void unreadable(String name, long offset, long length) {}

        @Override
        public void progress(Request.Progress progress) {}

        @Override
        public void lanesWanted(int count) {
            connections.want(count);
        }
    }
}
