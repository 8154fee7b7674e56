package org.p2vworkbench.converter.proof.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;

/**
 * At the other end is the TCP/IP of libslirp, which qemu has for its user networks: it stands in for a machine at 10.0.2.2, whose
 * ports are those of this host's loopback.
 */
class ForeignStackTest {

    private static final String MACHINE = "10.0.2.2";

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void tellsOpenPortsFromClosedOnes() throws Exception {
        assumeTrue(OutsideTool.named("qemu-system-x86_64").isInstalled(), "no qemu: no other TCP/IP to ask");
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        int closed = closedPort(loopback);
        try (ServerSocket open = new ServerSocket(0, 8, loopback)) {
            List<PortQuestion> questions = List.of(
                    PortQuestion.parse(MACHINE + ":" + open.getLocalPort()),
                    new PortQuestion(Optional.of(MACHINE), closed));
            List<PortAnswer> answers;
            try (PortProbe probe = PortProbe.of(questions, 1, folder)) {
                Process stack = stack(probe.socket(0));
                try {
                    answers = probe.ask(Duration.ofSeconds(60), Duration.ofSeconds(3));
                } finally {
                    stack.destroyForcibly().waitFor();
                }
            }
            assertThat(answers)
                    .containsExactly(
                            new PortAnswer(Optional.of(MACHINE), open.getLocalPort(), PortAnswer.State.OPEN),
                            new PortAnswer(Optional.of(MACHINE), closed, PortAnswer.State.CLOSED));
        }
    }

    private static int closedPort(InetAddress loopback) throws IOException {
        try (ServerSocket port = new ServerSocket(0, 1, loopback)) {
            return port.getLocalPort();
        }
    }

    /** A qemu without a machine: its user network, plugged into our cable. */
    private Process stack(Path socket) throws IOException {
        return new ProcessBuilder(
                        "qemu-system-x86_64",
                        "-nodefaults",
                        "-display",
                        "none",
                        "-machine",
                        "none",
                        "-netdev",
                        "user,id=user",
                        "-netdev",
                        "hubport,hubid=0,id=port0,netdev=user",
                        "-netdev",
                        "stream,id=cable,server=off,addr.type=unix,addr.path=" + socket,
                        "-netdev",
                        "hubport,hubid=0,id=port1,netdev=cable")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("qemu.log").toFile())
                .start();
    }
}
