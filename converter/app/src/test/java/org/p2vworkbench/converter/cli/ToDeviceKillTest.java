package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed goes on where its ledger ends, and what it finds on the device is proved. */
@Tag("slow")
class ToDeviceKillTest {

    private static final int MIB = 1 << 20;
    private static final int DISK_MIB = 640;
    private static final int LEDGER_HEAD_BYTES = 64;

    @TempDir
    private Path temp;

    @Test
    void killedRunGoesOnAndItsDeviceIsProved() throws Exception {
        Path source = source();
        try (LoopDevice device = device()) {
            killOnceTheLedgerHasRecords(device, source);

            TypedLine second = typed(words(device, source, "--json"));

            assertThat(second.status()).as(second.story()).isZero();
            assertThat(copiedBytes(second)).isPositive().isLessThan((long) DISK_MIB * MIB);
            assertThat(Files.readString(temp.resolve("kvm/web01/events.jsonl"))).contains("\"verify\"");
            assertThat(Files.mismatch(source, Path.of(device.toString()))).isEqualTo(-1);
        }
    }

    @Test
    void whatChangedOnTheDeviceBetweenTheRunsIsFound() throws Exception {
        Path source = source();
        try (LoopDevice device = device()) {
            killOnceTheLedgerHasRecords(device, source);
            try (RandomAccessFile disk = new RandomAccessFile(device.toString(), "rw")) {
                disk.seek(MIB);
                disk.write(new byte[MIB]);
            }

            TypedLine second = typed(words(device, source));

            assertThat(second.status()).isEqualTo(13);
            assertThat(second.story()).contains("differs from its ledger in 1 chunks, the first at 0x100000");
        }
    }

    private void killOnceTheLedgerHasRecords(LoopDevice device, Path source) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words(device, source)));
        Process run = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("killed.log").toFile())
                .start();
        Path ledger = temp.resolve("kvm/web01/ledger/web01.ledger");
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (run.isAlive() && System.nanoTime() < deadline && !hasRecords(ledger)) {
            Thread.sleep(2);
        }
        run.destroyForcibly().waitFor();
        assertThat(ledger).as(Files.readString(temp.resolve("killed.log"))).exists();
        Assumptions.assumeFalse(
                Files.exists(temp.resolve("kvm/web01/report.json")),
                "skipped: the run ended before it could be killed");
    }

    private static boolean hasRecords(Path ledger) throws IOException {
        return Files.exists(ledger) && Files.size(ledger) > LEDGER_HEAD_BYTES;
    }

    private String[] words(LoopDevice device, Path source, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "convert",
                source.toString(),
                "-o",
                temp.resolve("kvm").toString(),
                "--threads",
                "1",
                "--to-device",
                device.toString(),
                "--yes"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static long copiedBytes(TypedLine typed) {
        Matcher found = Pattern.compile("\"copiedBytes\":([0-9]+)").matcher(typed.result());
        assertThat(found.find()).as(typed.result()).isTrue();
        return Long.parseLong(found.group(1));
    }

    private Path source() throws IOException {
        Path source = temp.resolve("web01.raw");
        byte[] chunk = new byte[MIB];
        Random random = new Random(3);
        try (OutputStream out = Files.newOutputStream(source)) {
            for (int i = 0; i < DISK_MIB; i++) {
                random.nextBytes(chunk);
                out.write(chunk);
            }
        }
        return source;
    }

    private LoopDevice device() throws IOException {
        Path file = temp.resolve("target");
        try (RandomAccessFile target = new RandomAccessFile(file.toFile(), "rw")) {
            target.setLength((long) DISK_MIB * MIB);
        }
        return LoopDevice.over(file);
    }
}
