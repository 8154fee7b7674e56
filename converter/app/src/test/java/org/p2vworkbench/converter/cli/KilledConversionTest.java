package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.fixtures.OutsideTool;

/** Kill -9 at random points, and the same command again: the image is whole, and less is copied each time. */
@Tag("slow")
class KilledConversionTest {

    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");
    private static final int MIB = 1 << 20;
    /** More than is copied between two checkpoints, so that some kills come behind one. */
    private static final int SOURCE_MIB = 768;

    @TempDir
    private Path folder;

    private Path source;

    @BeforeEach
    void makeSource() throws IOException {
        assumeTrue(QEMU_IMG.isInstalled(), "qemu-img (package qemu-utils) judges the images and is not installed");
        source = folder.resolve("old.raw");
        Random random = new Random(77);
        try (FileChannel out = FileChannel.open(source, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            byte[] block = new byte[MIB];
            for (int i = 0; i < SOURCE_MIB; i++) {
                random.nextBytes(block);
                if (i % 2 == 0) {
                    for (int at = 0; at < block.length; at++) {
                        block[at] = (byte) ("0123456789abcdef".charAt(block[at] & 3));
                    }
                }
                if (i % 16 != 0) {
                    out.write(ByteBuffer.wrap(block), (long) i * MIB);
                }
            }
            // Else the first sync of an image on the same filesystem has all of this to write before it is done.
            out.force(true);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"qcow2,zlib", "qcow2,zstd", "qcow2,none", "raw,none"})
    void killedAnywhereItIsResumedAndTheImageIsTheSource(String format, String compression) throws Exception {
        long seed = System.nanoTime();
        System.out.printf("KilledConversionTest: %s %s, seed %d%n", format, compression, seed);
        Random random = new Random(seed);
        Object[] command = {
            "convert", source, "-o", folder.resolve("kvm"), "--format", format, "--compress", compression, "--json"
        };
        Path image = folder.resolve("kvm/old/disks/" + (format.equals("raw") ? "old.raw" : "old.base.qcow2"));
        int kills = 0;
        for (int round = 0; round < 4; round++) {
            Program running = Program.start(folder, "64m", command);
            Path watched = round == 0 || format.equals("qcow2")
                    ? image.resolveSibling(image.getFileName() + ".part")
                    : folder.resolve("kvm/old/ledger/old.ledger");
            running.awaitGrowth(watched, 0);
            running.process().waitFor(random.nextInt(compression.equals("none") ? 900 : 3000), TimeUnit.MILLISECONDS);
            kills += running.process().isAlive() ? 1 : 0;
            running.process().destroyForcibly().waitFor();
        }

        Program.Ended last = Program.run(folder, "64m", command);

        assertThat(last.status()).as("seed %d: %s", seed, last.story()).isZero();
        JsonNode machine = new ObjectMapper().readTree(last.result());
        long copied = machine.at("/disks/0/copiedBytes").asLong();
        System.out.printf("killed %d times, the last run copied %d MiB%n", kills, copied / MIB);
        if (format.equals("qcow2")) {
            QEMU_IMG.run("check", image);
        }
        QEMU_IMG.run("compare", "-f", "raw", "-F", format, source, image);
        assertThat(Program.run(folder, "64m", "verify", folder.resolve("kvm/old"))
                        .status())
                .isZero();
        assertThat(files("kvm/old/disks")).noneMatch(name -> name.contains(".part"));
    }

    @Test
    void killBehindACheckpointCopiesOnlyTheRest() throws Exception {
        Object[] command = {
            "convert", source, "-o", folder.resolve("kvm"), "--compress", "zlib", "--threads", "1", "--json"
        };
        Path journal = folder.resolve("kvm/old/disks/old.base.qcow2.part.journal");
        Program running = Program.start(folder, "64m", command);
        boolean behind = running.awaitGrowth(journal, 1000);
        running.process().destroyForcibly().waitFor();
        assumeTrue(behind, "the machine copied all before the first checkpoint");

        Program.Ended last = Program.run(folder, "64m", command);

        assertThat(last.status()).as(last.story()).isZero();
        JsonNode disk = new ObjectMapper().readTree(last.result()).at("/disks/0");
        assertThat(disk.get("copiedBytes").asLong())
                .isPositive()
                .isLessThan(disk.get("usedBytes").asLong());
        QEMU_IMG.run("check", folder.resolve("kvm/old/disks/old.base.qcow2"));
    }

    @ParameterizedTest
    @CsvSource({"INT,qcow2,zlib", "TERM,qcow2,zlib", "TERM,raw,none"})
    void signalEndsItSoonResumableWithStatus130(String signal, String format, String compression) throws Exception {
        Object[] command = {
            "convert",
            source,
            "-o",
            folder.resolve("kvm"),
            "--format",
            format,
            "--compress",
            compression,
            "--threads",
            "1",
            "--json"
        };
        Path disks = folder.resolve("kvm/old/disks");
        Path part = disks.resolve((format.equals("raw") ? "old.raw" : "old.base.qcow2") + ".part");
        Program running = Program.start(folder, "64m", command);
        running.awaitGrowth(part, 30 * MIB);
        // Held still, so that it is certain whether the signal finds it at work: on a busy host it may have ended by
        // now.
        OutsideTool.named("kill").run("-STOP", running.process().pid());
        boolean atWork = Files.exists(part);
        long begun = System.nanoTime();
        OutsideTool.named("kill").run("-" + signal, running.process().pid());
        OutsideTool.named("kill").run("-CONT", running.process().pid());
        assumeTrue(atWork, "the machine copied all before the signal");

        Program.Ended ended = running.await();

        // Without compression all is copied within two seconds: a busy host may hand the signal over later than that.
        assumeTrue(ended.status() != 0 || format.equals("qcow2"), "the machine copied all before it heard the signal");
        // It gives itself 15 s to leave resumable state behind, however long its storage takes.
        assertThat(System.nanoTime() - begun).isLessThan(25_000_000_000L);
        assertThat(ended.status()).as(ended.story()).isEqualTo(130);
        assertThat(ended.story()).contains("interrupted");
        assertThat(files("kvm/old/disks")).allMatch(name -> name.endsWith(".part") || name.endsWith(".part.journal"));
        assertThat(files("kvm/old"))
                .containsExactlyInAnyOrder("disks", "ledger", "machine.json", "plan.json", "events.jsonl");

        Program.Ended last = Program.run(folder, "64m", command);

        assertThat(last.status()).as(last.story()).isZero();
        JsonNode disk = new ObjectMapper().readTree(last.result()).at("/disks/0");
        assertThat(disk.get("copiedBytes").asLong())
                .isLessThan(disk.get("usedBytes").asLong());
        QEMU_IMG.run(
                "compare",
                "-f",
                "raw",
                "-F",
                format,
                source,
                disks.resolve(part.getFileName().toString().replace(".part", "")));
    }

    private List<String> files(String below) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(below))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
