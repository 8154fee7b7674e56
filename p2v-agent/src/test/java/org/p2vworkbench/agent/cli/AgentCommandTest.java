package org.p2vworkbench.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.agent.inventory.MachineInventory;
import org.p2vworkbench.agent.lane.Caller;
import org.p2vworkbench.agent.ssh.TestConverter;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;

@Timeout(60)
class AgentCommandTest {

    private static final String CODE = "correct-horse";

    @TempDir
    private Path temp;

    private final ByteArrayOutputStream story = new ByteArrayOutputStream();

    @Test
    void anImageFileIsStreamedByteByByte() throws Exception {
        byte[] bytes = image(3_500_000);
        Path image = Files.write(temp.resolve("old.img"), bytes);
        try (TestConverter converter = new TestConverter(CODE)) {
            CompletableFuture<Integer> status = start(converter, "--enrol", CODE, "--disk", image.toString());
            Caller lane = converter.nextLane();

            Reply.Welcome welcome = lane.greet();
            List<DiskOffer> disks = ((Reply.Disks) lane.askOne(new Request.Disks())).disks();
            byte[] copied = lane.read(0, 0, bytes.length, 1 << 20);
            Reply.Inventory inventory = (Reply.Inventory) lane.askOne(new Request.Inventory());
            lane.ask(new Request.Finish(3, "done with losses"));

            assertThat(welcome.machine()).isEqualTo("web01");
            assertThat(disks).singleElement().satisfies(disk -> {
                assertThat(disk.name()).isEqualTo("old.img");
                assertThat(disk.sizeBytes()).isEqualTo(bytes.length);
            });
            assertThat(copied).isEqualTo(bytes);
            assertThat(MachineInventory.parse(inventory.json()).memoryBytes()).isPositive();
            assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(3);
            assertThat(text()).contains("web01: 1 disk(s), read-only.", "Finished: done with losses");
        }
    }

    private CompletableFuture<Integer> start(TestConverter converter, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server",
                "127.0.0.1:" + converter.port(),
                "--host-key",
                converter.fingerprint(),
                "--name",
                "web01",
                "--state",
                temp.resolve("state").toString()));
        arguments.addAll(List.of(more));
        return CompletableFuture.supplyAsync(() -> run(arguments));
    }

    private int run(List<String> arguments) {
        PrintStream out = new PrintStream(story, true, StandardCharsets.UTF_8);
        Surroundings around =
                new Surroundings(out, false, temp, "host", variable -> null, question -> Optional.empty(), file -> {});
        return AgentCommand.execute(around, arguments.toArray(String[]::new));
    }

    private String text() {
        return story.toString(StandardCharsets.UTF_8);
    }

    /** Text that compresses, noise that does not, and zeros. */
    private static byte[] image(int length) {
        byte[] bytes = new byte[length];
        Random random = new Random(7);
        byte[] noise = new byte[1_100_000];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, 100, noise.length);
        for (int i = 1_200_000; i < 1_900_000; i++) {
            bytes[i] = (byte) ("an old server".charAt(i % 13));
        }
        return bytes;
    }
}
