package org.p2vworkbench.disks.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.p2vworkbench.disks.nbd.ScriptedServer.chunk;
import static org.p2vworkbench.disks.nbd.ScriptedServer.disk;
import static org.p2vworkbench.disks.nbd.ScriptedServer.greeting;
import static org.p2vworkbench.disks.nbd.ScriptedServer.noStructuredReplies;
import static org.p2vworkbench.disks.nbd.ScriptedServer.option;
import static org.p2vworkbench.disks.nbd.ScriptedServer.simple;
import static org.p2vworkbench.disks.nbd.ScriptedServer.structuredReplies;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.disks.Extents;

/** Servers that lie, stall and babble. */
final class NbdHostileTest {

    private static final int DATA = NbdProtocol.REPLY_OFFSET_DATA;
    private static final int HOLE = NbdProtocol.REPLY_OFFSET_HOLE;
    private static final int STATUS = NbdProtocol.REPLY_BLOCK_STATUS;
    private static final int ERROR = NbdProtocol.REPLY_ERROR + 1;

    @TempDir
    private Path folder;

    static Stream<Arguments> greetings() {
        return Stream.of(
                Arguments.of("no NBD server", parts(out -> out.writeBytes("SSH-2.0-OpenSSH_9.2p1\r\n"))),
                Arguments.of("no answer within", parts(out -> out.writeLong(NbdProtocol.GREETING), out -> {})),
                Arguments.of("from before 2011", parts(out -> {
                    out.writeLong(NbdProtocol.GREETING);
                    out.writeLong(0x0042_0281_8612_53L);
                })),
                Arguments.of("by something else", parts(greeting(), option(7, 1, new byte[0]))),
                Arguments.of("answered by 4294967295 bytes", parts(greeting(), out -> {
                    out.writeLong(NbdProtocol.OPTION_REPLY);
                    out.writeInt(NbdProtocol.OPT_STRUCTURED_REPLY);
                    out.writeInt(NbdProtocol.REP_ACK);
                    out.writeInt(-1);
                })),
                Arguments.of("more than 1000 times", parts(greeting(), out -> {
                    for (int i = 0; i < 1001; i++) {
                        option(NbdProtocol.OPT_STRUCTURED_REPLY, NbdProtocol.REP_INFO, new byte[0])
                                .to(out);
                    }
                })),
                Arguments.of(
                        "disk has 18446744073709551615 bytes",
                        parts(greeting(), noStructuredReplies(), disk(-1, 1, 1 << 20))),
                Arguments.of("at least 3 bytes", parts(greeting(), noStructuredReplies(), disk(4096, 3, 1 << 20))),
                Arguments.of(
                        "at least 131072 bytes",
                        parts(greeting(), noStructuredReplies(), disk(1 << 20, 1 << 17, 1 << 20))),
                Arguments.of(
                        "demands TLS",
                        parts(
                                greeting(),
                                noStructuredReplies(),
                                option(NbdProtocol.OPT_GO, NbdProtocol.REP_ERR_TLS_REQD, new byte[0]))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("greetings")
    void beginningThatMakesNoSenseIsRefused(String said, ScriptedServer.Part[] parts) throws IOException {
        try (ScriptedServer server = ScriptedServer.saying(folder, parts)) {
            assertThatThrownBy(() -> connect(server, 500).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("served: ")
                    .hasMessageMatching("(?s).*" + said + ".*");
        }
    }

    static Stream<Arguments> structuredReads() {
        byte[] at0 = ByteBuffer.allocate(8 + 4096).array();
        byte[] hole = ByteBuffer.allocate(12).putInt(8, 4096).array();
        byte[] outside =
                ByteBuffer.allocate(12).putLong(0, 4096).putInt(8, 4096).array();
        byte[] negative = ByteBuffer.allocate(12).putLong(0, -1).putInt(8, 4096).array();
        byte[] huge = ByteBuffer.allocate(12).putInt(8, -1).array();
        byte[] error = ByteBuffer.allocate(9)
                .putInt(5)
                .putShort((short) 3)
                .put("bad".getBytes())
                .array();
        return Stream.of(
                Arguments.of("for request 2", parts(chunk(2, 1, DATA, at0.length, at0))),
                Arguments.of(
                        "with more", parts(chunk(1, 0, DATA, at0.length, at0), chunk(1, 1, DATA, at0.length, at0))),
                Arguments.of("with 0", parts(chunk(1, 1, 0, 0, new byte[0]))),
                Arguments.of("4096 bytes at 0x1000", parts(chunk(1, 1, HOLE, 12, outside))),
                Arguments.of("4096 bytes at 0xffffffffffffffff", parts(chunk(1, 1, HOLE, 12, negative))),
                Arguments.of("with 4294967295 bytes", parts(chunk(1, 1, HOLE, 12, huge))),
                Arguments.of("chunk of type 1 and 4294967295 bytes", parts(chunk(1, 1, DATA, -1, at0))),
                Arguments.of("chunk of type 9", parts(chunk(1, 1, 9, 0, new byte[0]))),
                Arguments.of(
                        "error 5 .input/output error.: bad",
                        parts(chunk(1, 0, HOLE, 12, hole), chunk(1, 1, ERROR, 9, error))),
                Arguments.of("an error of 4294967295 bytes", parts(chunk(1, 1, ERROR, -1, new byte[0]))),
                Arguments.of("errors without end", parts(out -> {
                    for (int i = 0; i < 200; i++) {
                        chunk(1, 0, ERROR, 9, error).to(out);
                    }
                })),
                Arguments.of("no answer within", parts(chunk(1, 0, HOLE, 12, hole))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("structuredReads")
    void readAnsweredWronglyFailsWithItsPlace(String said, ScriptedServer.Part[] replies) throws IOException {
        try (ScriptedServer server = server(structuredReplies(), disk(8192, 1, 1 << 20), replies);
                NbdClient disk = connect(server, 500)) {
            assertThatThrownBy(() -> disk.read(0, ByteBuffer.allocate(4096)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("served @ 0x0: reading 4096 bytes failed")
                    .hasMessageMatching("(?s).*" + said + ".*");
        }
    }

    @Test
    void connectionServesOnAfterAnErrorOfTheDisk() throws IOException {
        ScriptedServer.Part[] replies = {simple(1, 5, new byte[0]), simple(2, 0, new byte[] {1, 2, 3})};
        try (ScriptedServer server = server(noStructuredReplies(), disk(8192, 1, 1 << 20), replies);
                NbdClient disk = connect(server, 500)) {
            assertThatThrownBy(() -> disk.read(7, ByteBuffer.allocate(3))).hasMessageContaining("served @ 0x7");

            ByteBuffer into = ByteBuffer.allocate(3);
            disk.read(7, into);
            assertThat(into.array()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void requestsObeyTheServersBlockSizes() throws IOException {
        byte[] first = new byte[512];
        first[511] = 1;
        byte[] middle = new byte[1024];
        byte[] last = new byte[512];
        last[0] = 2;
        ScriptedServer.Part[] replies = {simple(1, 0, first), simple(2, 0, middle), simple(3, 0, last)};
        try (ScriptedServer server = server(noStructuredReplies(), disk(8192, 512, 1024), replies);
                NbdClient disk = connect(server, 500)) {
            ByteBuffer into = ByteBuffer.allocate(1 + 1024 + 1);
            disk.read(511, into);
            assertThat(into.get(0)).isEqualTo((byte) 1);
            assertThat(into.get(1025)).isEqualTo((byte) 2);
        }
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of("block status of 8 bytes", status(8, 7, 4096)),
                Arguments.of("block status of 4294967295 bytes", status(-1, 7, 4096, 2)),
                Arguments.of("another context", status(12, 8, 4096, 2)),
                Arguments.of("status of 0 bytes", status(12, 7, 0, 2)),
                Arguments.of("status of 1 bytes after 8192 of 8192", status(20, 7, 8192, 2, 1, 0)),
                Arguments.of("with nothing", parts(chunk(1, 1, 0, 0, new byte[0]))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statuses")
    void statusThatMakesNoSenseIsRefused(String said, ScriptedServer.Part[] replies) throws IOException {
        try (ScriptedServer server = server(structuredReplies(), disk(8192, 1, 1 << 20), replies);
                NbdClient disk = connect(server, 500)) {
            assertThatThrownBy(() -> disk.extents(0, 8192))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(said);
        }
    }

    @Test
    void lastRunMayReachBeyondTheQuestion() throws IOException {
        try (ScriptedServer server =
                        server(structuredReplies(), disk(8192, 1, 1 << 20), status(20, 7, 4096, 0, 1 << 30, 3));
                NbdClient disk = connect(server, 500)) {
            assertThat(disk.extents(0, 8000))
                    .isEqualTo(new Extents.Builder(0)
                            .add(4096, org.p2vworkbench.disks.Extent.Kind.DATA)
                            .add(3904, org.p2vworkbench.disks.Extent.Kind.ZERO)
                            .build());
        }
    }

    private static ScriptedServer.Part[] status(int length, int... numbers) {
        ByteBuffer payload = ByteBuffer.allocate(4 * numbers.length);
        for (int number : numbers) {
            payload.putInt(number);
        }
        return parts(chunk(1, 1, STATUS, length, payload.array()));
    }

    private ScriptedServer server(ScriptedServer.Part structured, ScriptedServer.Part disk, ScriptedServer.Part... more)
            throws IOException {
        return ScriptedServer.saying(
                folder,
                Stream.concat(Stream.of(greeting(), structured, disk), Stream.of(more))
                        .toArray(ScriptedServer.Part[]::new));
    }

    private static NbdClient connect(ScriptedServer server, int millis) throws IOException {
        return NbdClient.connect("served", server.address(), "", Duration.ofMillis(millis), 4);
    }

    private static ScriptedServer.Part[] parts(ScriptedServer.Part... parts) {
        return parts;
    }
}
