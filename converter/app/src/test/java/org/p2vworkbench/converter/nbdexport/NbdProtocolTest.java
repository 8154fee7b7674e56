package org.p2vworkbench.converter.nbdexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The export as clients see it that are old, curious or hostile. */
class NbdProtocolTest {

    private static final int SIZE = 4 << 20;
    private static final int ERROR = 1 << 31;

    private HolesDisk disk;
    private NbdExport export;
    private RawClient client;

    @BeforeEach
    void serve() throws IOException {
        serve(HolesDisk.of(SIZE));
    }

    private void serve(HolesDisk served) throws IOException {
        disk = served;
        export = NbdExport.of(served);
        client = new RawClient(export);
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        export.close();
    }

    @Test
    void greetingOffersFixedNewstyleWithoutZeroes() throws IOException {
        ByteBuffer greeting = client.receive(18);

        assertThat(greeting.getLong()).isEqualTo(0x4e42444d41474943L);
        assertThat(greeting.getLong()).isEqualTo(0x49484156454f5054L);
        assertThat(greeting.getShort()).isEqualTo((short) 3);
    }

    @Test
    void clientOf2007EntersByExportNameAndGetsItsZeroes() throws IOException {
        client.greet(0).option(1);

        ByteBuffer export = client.receive(134);
        assertThat(export.getLong()).isEqualTo(SIZE);
        assertThat(export.getShort()).as("flags").isEqualTo((short) 0x103);
        assertThat(Arrays.copyOfRange(export.array(), 10, 134)).containsOnly(0);
    }

    @Test
    void simpleReplyOfSeveralPiecesIsOneReply() throws IOException {
        client.plain().request(0, 0, 12_345, 3 << 20);

        assertThat(client.simpleError()).isZero();
        assertThat(client.receive(3 << 20).array())
                .isEqualTo(Arrays.copyOfRange(disk.content, 12_345, 12_345 + (3 << 20)));
    }

    @Test
    void simpleReplyThatFailsHalfwayEndsTheConnection() throws IOException {
        end();
        serve(HolesDisk.unreadableAt(SIZE, 2_500_000));
        client.plain().request(0, 0, 0, 3 << 20);

        assertThat(client.simpleError()).isZero();
        // Nine pieces of 256 KiB were read before it.
        client.receive(9 * 256 << 10);
        assertThat(client.isHungUp()).isTrue();
    }

    @Test
    void simpleReplyThatFailsAtOnceIsAnErrorAndTheConnectionGoesOn() throws IOException {
        end();
        serve(HolesDisk.unreadableAt(SIZE, 100));
        client.plain().request(0, 0, 0, 512);
        assertThat(client.simpleError()).isEqualTo(5);

        client.request(0, 0, 512, 512);
        assertThat(client.simpleError()).isZero();
        client.receive(512);
    }

    @Test
    void optionsAreAnsweredAsTheProtocolSays() throws IOException {
        client.greet(3);

        assertThat(client.option(3).replyType()).as("one export").isEqualTo(2);
        assertThat(client.replyType()).as("end of list").isEqualTo(1);
        assertThat(client.option(3, ByteBuffer.allocate(1)).replyType())
                .as("list")
                .isEqualTo(ERROR + 3);
        assertThat(client.option(5).replyType()).as("TLS").isEqualTo(ERROR + 1);
        assertThat(client.option(99).replyType()).as("unknown").isEqualTo(ERROR + 1);
        assertThat(client.option(6, ByteBuffer.allocate(5)).replyType())
                .as("too short an info")
                .isEqualTo(ERROR + 3);
        assertThat(client.option(6, ByteBuffer.allocate(6).putInt(0, 7)).replyType())
                .as("name out of bounds")
                .isEqualTo(ERROR + 3);
        assertThat(client.option(6, ByteBuffer.allocate(7).putInt(0, 1).put(4, (byte) 'x'))
                        .replyType())
                .as("another export")
                .isEqualTo(ERROR + 6);
        assertThat(client.option(10, ByteBuffer.allocate(8)).replyType())
                .as("contexts before structured replies")
                .isEqualTo(ERROR + 3);
        assertThat(client.option(6, ByteBuffer.allocate(6)).replyType())
                .as("export info")
                .isEqualTo(3);
        assertThat(client.replyType()).as("block sizes").isEqualTo(3);
        assertThat(client.replyType()).isEqualTo(1);
        assertThat(client.option(2).replyType()).as("abort").isEqualTo(1);
        assertThat(client.isHungUp()).isTrue();
    }

    @Test
    void contextQueryOutOfBoundsIsInvalid() throws IOException {
        client.greet(3).option(8).replyType();

        for (int[] words : new int[][] {{-1}, {0}, {0, -1}, {0, 1}, {0, 1, 9}, {0, 0, 0}, {1 << 30, 0}}) {
            ByteBuffer data = ByteBuffer.allocate(4 * words.length);
            Arrays.stream(words).forEach(data::putInt);
            assertThat(client.option(10, data.flip()).replyType())
                    .as(Arrays.toString(words))
                    .isEqualTo(ERROR + 3);
        }
        assertThat(client.option(9, ByteBuffer.allocate(8)).replyType())
                .as("a list of everything")
                .isEqualTo(4);
        assertThat(client.replyType()).isEqualTo(1);
    }

    @Test
    void writesAreRefusedAndTheirPayloadGoesBy() throws IOException {
        client.structured().request(0, 1, 0, 100_000).send(ByteBuffer.allocate(100_000));
        assertThat(client.chunk().payload().getInt(0)).as("write").isEqualTo(1);

        client.request(0, 4, 0, 512);
        assertThat(client.chunk().payload().getInt(0)).as("trim").isEqualTo(1);
        client.request(0, 6, 0, 512);
        assertThat(client.chunk().payload().getInt(0)).as("write zeroes").isEqualTo(1);
        client.request(0, 99, 0, 0);
        assertThat(client.chunk().payload().getInt(0)).as("unknown").isEqualTo(22);
    }

    @Test
    void rangesThatDoNotLieOnTheDiskAreInvalid() throws IOException {
        client.structured();
        for (long[] bad : new long[][] {
            {SIZE, 1}, {SIZE - 1, 2}, {-1, 1}, {Long.MIN_VALUE, 1}, {Long.MAX_VALUE, 1}, {0, -1}, {0, (32 << 20) + 1}
        }) {
            for (int command : new int[] {0, 7}) {
                client.request(0, command, bad[0], (int) bad[1]);
                RawClient.Chunk answer = client.chunk();
                assertThat(answer.type())
                        .as("command %d, %d bytes at %d", command, bad[1], bad[0])
                        .isEqualTo(0x8001);
                assertThat(answer.payload().getInt(0)).isEqualTo(22);
            }
        }
    }

    @Test
    void knownZerosTravelAsHoles() throws IOException {
        client.structured().request(0, 0, HolesDisk.BLOCK_BYTES, HolesDisk.BLOCK_BYTES);

        RawClient.Chunk hole = client.chunk();
        assertThat(hole.type()).isEqualTo(2);
        assertThat(hole.flags()).isEqualTo(1);
        assertThat(hole.payload().getLong()).isEqualTo(HolesDisk.BLOCK_BYTES);
        assertThat(hole.payload().getInt()).isEqualTo(HolesDisk.BLOCK_BYTES);
    }

    @Test
    void oneDescriptorIsSentToWhoWantsOne() throws IOException {
        int block = HolesDisk.BLOCK_BYTES;
        client.structured().request(1 << 3, 7, 0, 4 * block);
        ByteBuffer one = client.chunk().payload();
        assertThat(one.remaining()).isEqualTo(12);
        assertThat(List.of(one.getInt(), one.getInt(), one.getInt())).containsExactly(1, block, 0);

        client.request(0, 7, 100, 4 * block - 100);
        ByteBuffer all = client.chunk().payload();
        List<Integer> words = new ArrayList<>();
        while (all.hasRemaining()) {
            words.add(all.getInt());
        }
        assertThat(words).containsExactly(1, block - 100, 0, 2 * block, 3, block, 0);
    }

    @Test
    void garbageEndsTheConnectionAndNoOther() throws IOException {
        try (RawClient flags = new RawClient(export).greet(4);
                RawClient magic = new RawClient(export).greet(3);
                RawClient longOption = new RawClient(export).greet(3);
                RawClient request = new RawClient(export).plain();
                RawClient write = new RawClient(export).plain()) {
            magic.send(ByteBuffer.allocate(16));
            longOption.send(ByteBuffer.allocate(16)
                    .putLong(0x49484156454f5054L)
                    .putInt(3)
                    .putInt(-1)
                    .flip());
            request.send(ByteBuffer.allocate(28));
            write.request(0, 1, 0, (32 << 20) + 1);

            for (RawClient hostile : List.of(flags, magic, longOption, request, write)) {
                assertThat(hostile.isHungUp()).isTrue();
            }
        }
        client.plain().request(0, 0, 0, 512);
        assertThat(client.simpleError()).isZero();
    }

    @Test
    void clientsBeyondTheEighthAreSentAway() throws IOException {
        List<RawClient> clients = new ArrayList<>(List.of(client));
        for (int i = 1; i < 8; i++) {
            clients.add(new RawClient(export));
        }
        for (RawClient welcome : clients) {
            welcome.receive(18);
        }
        try (RawClient tooMany = new RawClient(export)) {
            assertThat(tooMany.isHungUp()).isTrue();
        }
        for (RawClient welcome : clients) {
            welcome.close();
        }
    }

    @Test
    void clientThatTakesNoRepliesDoesNotKeepTheExportOpen() throws IOException {
        client.structured();
        for (int i = 0; i < 50; i++) {
            client.request(0, 0, 0, SIZE);
        }

        export.close();

        assertThat(export.socket()).doesNotExist();
    }

    @Test
    void goodbyeEndsTheConnectionAfterTheLastReply() throws IOException {
        client.plain().request(0, 0, 0, SIZE).request(0, 2, 0, 0);

        assertThat(client.simpleError()).isZero();
        assertThat(client.receive(SIZE).array()).isEqualTo(disk.content);
        assertThat(client.isHungUp()).isTrue();
    }
}
