package org.p2vworkbench.converter.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelSubsystem;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.agent.wire.Request;

/** Agents that are real, and others that are none, at a server that is real. */
@Timeout(40)
@ExtendWith(StopsAgents.class)
class AgentServerTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private Path disk;
    private byte[] bytes;

    @BeforeEach
    void makeDisk() throws IOException {
        bytes = new byte[(5 << 20) + 512];
        new Random(4).nextBytes(bytes);
        Arrays.fill(bytes, 1 << 20, 2 << 20, (byte) 0);
        Arrays.fill(bytes, 3 << 20, (3 << 20) + 700_000, (byte) 'a');
        disk = folder.resolve("sda.img");
        Files.write(disk, bytes);
    }

    @Test
    void diskReadsAsTheAgentHasIt() throws Exception {
        try (Ingest ingest = new Ingest(folder)) {
            TestAgent agent = ingest.agent("web01", disk);
            ConnectedMachine machine = ingest.arrival();
            RemoteDisk remote = onlyDisk(machine);
            byte[] whole = new byte[bytes.length];

            remote.read(0, ByteBuffer.wrap(whole));

            assertThat(machine.name()).isEqualTo("web01");
            assertThat(machine.inventory()).contains("\"hostName\"");
            assertThat(remote.size()).isEqualTo(bytes.length);
            assertThat(whole).isEqualTo(bytes);
            Random random = new Random(7);
            for (int i = 0; i < 200; i++) {
                int offset = random.nextInt(bytes.length);
                byte[] part = new byte[random.nextInt(Math.min(200_000, bytes.length - offset)) + 1];
                remote.read(offset, ByteBuffer.wrap(part));
                assertThat(part).isEqualTo(Arrays.copyOfRange(bytes, offset, offset + part.length));
            }
            assertThat(machine.wireBytes()).isLessThan(3L * bytes.length + 200 * 300_000L);
            machine.finish(new Request.Finish(3, "two sectors are lost"));
            assertThat(agent.status()).isEqualTo(3);
            assertThat(agent.said()).contains("two sectors are lost");
        }
    }

    @Test
    void moreLanesCarryTheSameDisk() throws Exception {
        try (Ingest ingest = new Ingest(folder)) {
            ingest.agent("web01", disk);
            ConnectedMachine machine = ingest.arrival();
            machine.tell(new Request.Lanes(3));
            awaitLanes(machine, 3);
            RemoteDisk remote = onlyDisk(machine);

            for (int i = 0; i < 6; i++) {
                byte[] whole = new byte[bytes.length];
                remote.read(0, ByteBuffer.wrap(whole));
                assertThat(whole).isEqualTo(bytes);
            }
        }
    }

    @Test
    void readerOutlivesAServerThatWasStartedAnew() throws Exception {
        int port;
        try (Ingest first = new Ingest(folder)) {
            port = first.port();
            first.agent("web01", disk);
            first.arrival();
        }
        try (Ingest second = new Ingest(folder, port)) {
            ConnectedMachine back = second.arrival();
            byte[] whole = new byte[bytes.length];
            onlyDisk(back).read(0, ByteBuffer.wrap(whole));
            assertThat(whole).isEqualTo(bytes);
        }
    }

    @Test
    void readerWaitsForALineThatBroke() throws Exception {
        try (Ingest ingest = new Ingest(folder)) {
            ingest.agent("web01", disk);
            ConnectedMachine machine = ingest.arrival();
            RemoteDisk remote = onlyDisk(machine);

            machine.disconnect();
            byte[] whole = new byte[bytes.length];
            remote.read(0, ByteBuffer.wrap(whole));

            assertThat(whole).isEqualTo(bytes);
        }
    }

    @Test
    void codeIsForOneMachine() throws Exception {
        try (Ingest ingest = new Ingest(folder)) {
            String code = ingest.code();
            TestAgent.start(folder.resolve("a"), ingest.port(), ingest.hostKey(), code, "web01", List.of(disk));
            ingest.arrival();

            TestAgent second =
                    TestAgent.start(folder.resolve("b"), ingest.port(), ingest.hostKey(), code, "web02", List.of(disk));

            assertThat(second.status()).isEqualTo(11);
            assertThat(second.said()).contains("was used already");
            assertThat(ingest.machines().named("web02")).isEmpty();
        }
    }

    @Test
    void agentComesBackByItsKeyAlone() throws Exception {
        try (Ingest ingest = new Ingest(folder)) {
            TestAgent first = ingest.agent("web01", disk);
            ingest.arrival().finish(new Request.Finish(0, ""));
            assertThat(first.status()).isZero();

            TestAgent.start(folder.resolve("home-web01"), ingest.port(), ingest.hostKey(), "", "web01", List.of(disk));

            assertThat(ingest.arrival().name()).isEqualTo("web01");
        }
    }

    @Test
    void anotherAgentOfTheSameNameIsRefusedAndKeepsItsCode() throws Exception {
        try (Ingest ingest = new Ingest(folder)) {
            ingest.agent("web01", disk);
            ConnectedMachine machine = ingest.arrival();
            String code = ingest.code();

            TestAgent second =
                    TestAgent.start(folder.resolve("b"), ingest.port(), ingest.hostKey(), code, "web01", List.of(disk));
            for (int i = 0; i < 1000 && !second.said().contains("Not connected"); i++) {
                Thread.sleep(20);
            }

            assertThat(second.said()).contains("Not connected");
            assertThat(machine.laneCount()).isEqualTo(1);
            onlyDisk(machine).read(0, ByteBuffer.allocate(4096));
            second.stop();
            TestAgent third =
                    TestAgent.start(folder.resolve("c"), ingest.port(), ingest.hostKey(), code, "web03", List.of(disk));
            assertThat(ingest.arrival().name()).as(third.said()).isEqualTo("web03");
        }
    }

    @Test
    void agentRefusesAnotherHostKey() throws Exception {
        try (Ingest ingest = new Ingest(folder)) {
            String other = "SHA256:" + "A".repeat(43);

            TestAgent agent =
                    TestAgent.start(folder.resolve("a"), ingest.port(), other, ingest.code(), "web01", List.of(disk));

            assertThat(agent.status()).isEqualTo(11);
            assertThat(agent.said()).contains(ingest.hostKey());
        }
    }

    @Test
    void hostKeyIsItsOwnersAlone() throws Exception {
        try (Ingest ingest = new Ingest(folder)) {
            assertThat(ingest.hostKey()).startsWith("SHA256:");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(".p2v/host_key"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(".p2v"))))
                    .isEqualTo("rwx------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc", "web/01", ".hidden", "Web01", "", "a\nb", "-x"})
    void nameWithATrickInItIsRefused(String name) throws Exception {
        try (Ingest ingest = new Ingest(folder);
                Client client = new Client(ingest.port())) {
            assertThatThrownBy(() -> client.login(name, ingest.code())).isInstanceOf(IOException.class);
            assertThat(ingest.machines().all()).isEmpty();
        }
    }

    @Test
    void wrongCodesAreSlowedDown() throws Exception {
        try (Ingest ingest = new Ingest(folder);
                Client client = new Client(ingest.port())) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> client.login("web01", "0000-0000-0000"))
                        .isInstanceOf(IOException.class);
            }
            String good = ingest.code();

            assertThatThrownBy(() -> client.login("web01", good)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void onlyTheOneSubsystemIsServed() throws Exception {
        try (Ingest ingest = new Ingest(folder);
                Client client = new Client(ingest.port())) {
            String code = ingest.code();
            ClientSession session = client.login("web01", code);

            assertThat(opens(client.login("web01", code).createShellChannel())).isFalse();
            assertThat(opens(client.login("web01", code).createExecChannel("id")))
                    .isFalse();
            assertThat(opens(client.login("web01", code).createSubsystemChannel("sftp")))
                    .isFalse();
            assertThatThrownBy(() -> session.createDirectTcpipChannel(
                                    new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress("127.0.0.1", 22))
                            .open()
                            .verify(SOON))
                    .isInstanceOf(IOException.class);
            ClientSession other = client.login("web01", code);
            assertThatThrownBy(() -> other.startRemotePortForwarding(
                            new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress("127.0.0.1", 22)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void garbageEndsItsOwnLaneAndNoOther() throws Exception {
        try (Ingest ingest = new Ingest(folder);
                Client client = new Client(ingest.port())) {
            ingest.agent("web01", disk);
            ConnectedMachine good = ingest.arrival();
            byte[] garbage = new byte[4096];
            new Random(5).nextBytes(garbage);
            ChannelSubsystem channel = client.login("web02", ingest.code()).createSubsystemChannel(LaneSubsystem.NAME);
            channel.open().verify(SOON);

            try (OutputStream out = channel.getInvertedIn()) {
                out.write(garbage);
                out.flush();
                assertThat(channel.waitFor(List.of(ClientChannelEvent.CLOSED), SOON))
                        .contains(ClientChannelEvent.CLOSED);
            }

            assertThat(ingest.machines().named("web02")).isEmpty();
            byte[] whole = new byte[bytes.length];
            onlyDisk(good).read(0, ByteBuffer.wrap(whole));
            assertThat(whole).isEqualTo(bytes);
        }
    }

    @Test
    void limitIsKept() throws Exception {
        try (Ingest ingest = new Ingest(folder)) {
            ingest.agent("web01", disk);
            ConnectedMachine machine = ingest.arrival();
            machine.bandwidth().limit(Limits.of(4 << 20));
            long begun = System.nanoTime();

            onlyDisk(machine).read(0, ByteBuffer.allocate(bytes.length));
            onlyDisk(machine).read(0, ByteBuffer.allocate(4096));

            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isBetween(500L, 3000L);
        }
    }

    private static RemoteDisk onlyDisk(ConnectedMachine machine) throws IOException {
        List<DiskOffer> offers = machine.disks();
        assertThat(offers).hasSize(1);
        return new RemoteDisk(machine, offers.get(0), RemoteDisk.Patience.OF_A_LOOK);
    }

    private static void awaitLanes(ConnectedMachine machine, int count) throws InterruptedException {
        for (int i = 0; i < 500 && machine.laneCount() < count; i++) {
            Thread.sleep(20);
        }
        assertThat(machine.laneCount()).isEqualTo(count);
    }

    private static boolean opens(ClientChannel channel) {
        try {
            channel.open().verify(SOON);
            return !channel.waitFor(List.of(ClientChannelEvent.CLOSED, ClientChannelEvent.STDOUT_DATA), SOON)
                    .contains(ClientChannelEvent.CLOSED);
        } catch (IOException refused) {
            return false;
        }
    }

    /** Somebody who speaks SSH. */
    private static final class Client implements AutoCloseable {

        private final SshClient ssh = SshClient.setUpDefaultClient();
        private final int port;

        Client(int port) {
            this.port = port;
            CoreModuleProperties.REQUEST_SHELL_REPLY.set(ssh, true);
            CoreModuleProperties.REQUEST_EXEC_REPLY.set(ssh, true);
            CoreModuleProperties.REQUEST_SUBSYSTEM_REPLY.set(ssh, true);
            ssh.setServerKeyVerifier((session, address, key) -> true);
            ssh.start();
        }

        ClientSession login(String name, String code) throws IOException {
            ClientSession session =
                    ssh.connect(name, "127.0.0.1", port).verify(SOON).getSession();
            session.addPasswordIdentity(code);
            session.auth().verify(SOON);
            return session;
        }

        @Override
        public void close() {
            ssh.stop();
        }
    }
}
