package org.p2vworkbench.converter.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Talks to a running qemu: one JSON object a line, each answered. Of the events in between, the one is kept that
 * says why a machine stopped.
 */
final class Qmp implements Closeable {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final SocketChannel channel;
    private final BufferedReader answers;
    private String shutdownReason = "";

    private Qmp(SocketChannel channel) {
        this.channel = channel;
        this.answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    /** Connects, and leaves the mode in which nothing but that can be done. */
    static Qmp connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            Qmp qmp = new Qmp(channel);
            qmp.answers.readLine();
            qmp.ask("qmp_capabilities", MAPPER.createObjectNode());
            return qmp;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Writes what the screen shows, as PNG. */
    void screenshot(Path png) throws IOException {
        ask(
                "screendump",
                MAPPER.createObjectNode().put("filename", png.toString()).put("format", "png"));
    }

    /** Run state, as qapi/run-state.json names them: "running", "shutdown", "io-error", ... */
    String status() throws IOException {
        return ask("query-status", MAPPER.createObjectNode()).path("status").asText();
    }

    /** Of the last shutdown: "guest-shutdown", or "guest-reset" when it wanted to start again (ShutdownCause). */
    String shutdownReason() {
        return shutdownReason;
    }

    /** What is done when the guest resets the machine: "reset" it, or stop as for a "shutdown" (RebootAction). */
    void onReset(String action) throws IOException {
        ask("set-action", MAPPER.createObjectNode().put("reboot", action));
    }

    void reset() throws IOException {
        ask("system_reset", MAPPER.createObjectNode());
    }

    /** Lets a stopped machine run. */
    void go() throws IOException {
        ask("cont", MAPPER.createObjectNode());
    }

    /** How many bytes the guest has read from all its disks, and written to them. */
    long bytesMoved() throws IOException {
        long bytes = 0;
        for (JsonNode drive : ask("query-blockstats", MAPPER.createObjectNode())) {
            bytes += drive.path("stats").path("rd_bytes").asLong();
            bytes += drive.path("stats").path("wr_bytes").asLong();
        }
        return bytes;
    }

    void quit() throws IOException {
        ask("quit", MAPPER.createObjectNode());
    }

    private JsonNode ask(String command, ObjectNode arguments) throws IOException {
        ObjectNode request = MAPPER.createObjectNode().put("execute", command);
        if (!arguments.isEmpty()) {
            request.set("arguments", arguments);
        }
        ByteBuffer bytes = ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        while (true) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("qemu has ended");
            }
            JsonNode answer = MAPPER.readTree(line);
            if (answer.has("error")) {
                throw new IOException("qemu refused '%s': %s"
                        .formatted(command, answer.at("/error/desc").asText()));
            }
            if (answer.has("return")) {
                return answer.get("return");
            }
            if (answer.path("event").asText().equals("SHUTDOWN")) {
                shutdownReason = answer.at("/data/reason").asText();
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
