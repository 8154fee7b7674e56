package org.p2vworkbench.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.agent.inventory.MachineInventory;
import org.p2vworkbench.agent.lane.Caller;
import org.p2vworkbench.agent.ssh.TestConverter;
import org.p2vworkbench.agent.wire.Capability;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;

@Timeout(60)
class AgentCommandTest {

    private static final String CODE = "correct-horse";

    @TempDir
    private Path temp;

    private final ByteArrayOutputStream story = new ByteArrayOutputStream();
    private final Map<String, String> environment = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Optional<String> typed = Optional.empty();

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

    @Test
    void aSecondRunNeedsNoCodeAndNoSecretIsEverTold() throws Exception {
        Path image = Files.write(temp.resolve("old.img"), image(2_000_000));
        try (TestConverter converter = new TestConverter(CODE)) {
            environment.put("P2V_ENROL", CODE);
            CompletableFuture<Integer> first = start(converter, "--disk", image.toString(), "--start");
            Caller lane = converter.nextLane();
            Reply.Welcome welcome = lane.greet();
            lane.ask(new Request.Finish(0, ""));
            converter.trust(welcome.publicKey());
            assertThat(first.get(20, TimeUnit.SECONDS)).isZero();
            assertThat(welcome.capabilities()).contains(Capability.START_WANTED);
            environment.clear();

            CompletableFuture<Integer> second = start(converter, "--disk", image.toString());
            Caller again = converter.nextLane();
            Reply.Welcome known = again.greet();
            again.ask(new Request.Finish(0, ""));

            assertThat(second.get(20, TimeUnit.SECONDS)).isZero();
            assertThat(known.publicKey()).isEqualTo(welcome.publicKey());
            assertThat(known.session()).isNotEqualTo(welcome.session());
            assertThat(asked).containsExactly();
            assertThat(text()).doesNotContain(CODE);
        }
    }

    @Test
    void withoutKeyOrCodeTheOperatorIsAsked() throws Exception {
        Path image = Files.write(temp.resolve("old.img"), new byte[512]);
        typed = Optional.of(CODE + " ");
        try (TestConverter converter = new TestConverter(CODE)) {
            CompletableFuture<Integer> status = start(converter, "--disk", image.toString());
            Caller lane = converter.nextLane();
            lane.greet();
            lane.ask(new Request.Finish(0, ""));

            assertThat(status.get(20, TimeUnit.SECONDS)).isZero();
            assertThat(asked).containsExactly("Enrolment code: ");
        }
    }

    @Test
    void nothingIsWrittenWithoutState() throws Exception {
        Path image = Files.write(temp.resolve("old.img"), new byte[512]);
        try (TestConverter converter = new TestConverter(CODE)) {
            CompletableFuture<Integer> status =
                    start(converter, "--no-state", "--enrol", CODE, "--disk", image.toString());
            Caller lane = converter.nextLane();
            lane.greet();
            lane.ask(new Request.Finish(0, ""));

            assertThat(status.get(20, TimeUnit.SECONDS)).isZero();
            assertThat(temp.resolve("state")).doesNotExist();
        }
    }

    @Test
    void eachFailureHasItsExitStatusAndRemedy() throws Exception {
        String image = Files.write(temp.resolve("old.img"), new byte[512]).toString();
        try (TestConverter converter = new TestConverter(CODE)) {
            assertThat(start(converter, "--enrol", "nonsense", "--disk", image).get())
                    .isEqualTo(11);
            assertThat(text()).contains("get a new one with 'p2v enrol'").doesNotContain("nonsense");
            assertThat(start(converter, "--enrol", CODE, "--disk", "/nowhere").get())
                    .isEqualTo(12);
            assertThat(text()).contains("Error: /nowhere", "Next: check --disk.");
            assertThat(start(converter, "--name", "../x").get()).isEqualTo(2);
            assertThat(text()).contains("'../x' is no name for a machine");
            assertThat(start(converter, "--server", "kvm1:0").get()).isEqualTo(2);
            assertThat(run(List.of("--server", "kvm1", "--host-key", "12:34"))).isEqualTo(2);
            assertThat(text()).contains("'12:34' is no fingerprint of a host key");
        }
    }

    @Test
    void whereNobodyListensItSaysSoAndGivesUp() throws Exception {
        String image = Files.write(temp.resolve("old.img"), new byte[512]).toString();
        int port;
        String fingerprint;
        try (TestConverter stopped = new TestConverter(CODE)) {
            port = stopped.port();
            fingerprint = stopped.fingerprint();
        }

        int status = run(List.of(
                "--server",
                "127.0.0.1:" + port,
                "--host-key",
                fingerprint,
                "--no-state",
                "--enrol",
                CODE,
                "--give-up-after",
                "1",
                "--disk",
                image));

        assertThat(status).isEqualTo(10);
        assertThat(text())
                .contains("Not connected: 127.0.0.1:" + port + " does not answer")
                .contains("Error: 127.0.0.1:", "Next: check that 'p2v serve' runs there");
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
        // What a test gives replaces what is usual.
        for (int i = 0; i < more.length; i++) {
            int usual = arguments.indexOf(more[i]);
            if (usual >= 0 && more[i].startsWith("--")) {
                arguments.subList(usual, usual + 2).clear();
            }
        }
        arguments.addAll(List.of(more));
        return CompletableFuture.supplyAsync(() -> run(arguments));
    }

    private int run(List<String> arguments) {
        PrintStream out = new PrintStream(story, true, StandardCharsets.UTF_8);
        Surroundings around = new Surroundings(out, false, temp, "Host One", environment::get, this::type, file -> {});
        return AgentCommand.execute(around, arguments.toArray(String[]::new));
    }

    private Optional<String> type(String question) {
        asked.add(question);
        return typed;
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
