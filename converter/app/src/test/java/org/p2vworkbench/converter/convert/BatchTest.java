package org.p2vworkbench.converter.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.copy.DiskProgress;
import org.p2vworkbench.converter.copy.FakeDisk;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.SourceReadException;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;
import org.p2vworkbench.disks.image.qcow2.Qcow2Options;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.disks.image.raw.RawFile;

class BatchTest {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void unreadableSectorsAreZerosListedEverywhereAndStatus3() throws Exception {
        byte[] disk = noise(1, 6 * MIB);
        FakeDisk bad = new FakeDisk(disk).withBadSectors(8, 9, 4096, 6L * MIB / 512 - 1);

        MachineOutcome outcome = run(machine("web", bad)).get(0);

        assertThat(outcome.status()).isEqualTo(MachineOutcome.Status.LOSSES);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.LOSSES);
        assertThat(outcome.notes())
                .anyMatch(note -> note.startsWith("12288 bytes in 3 ranges of sda could not be read"));
        assertThat(outcome.folder().resolve("ledger/sda.badranges"))
                .content()
                .contains("0x1000 4096 Input/output error\n", "0x200000 4096 ", "0x5ff000 4096 ");
        JsonNode report = new ObjectMapper()
                .readTree(outcome.folder().resolve("report.json").toFile());
        assertThat(report.toString()).contains("\"losses\"", "LOST-RANGES");
        Arrays.fill(disk, 4096, 8192, (byte) 0);
        Arrays.fill(disk, 2 * MIB, 2 * MIB + 4096, (byte) 0);
        Arrays.fill(disk, 6 * MIB - 4096, 6 * MIB, (byte) 0);
        assertThat(outcome.folder().resolve("disks/sda.raw")).hasBinaryContent(disk);
    }

    @Test
    void lossesOfAnEarlierRunAreToldByTheLaterOneOnceAndOnlyIfTheyAreStillTrue() throws Exception {
        byte[] disk = noise(2, 40 * MIB);
        FakeDisk dying = new FakeDisk(disk).withBadSectors(8).failingAfter(20L * MIB, new IOException("gone"));
        MachineOutcome first = run(machine("web", dying)).get(0);
        assertThat(first.exitCode()).isEqualTo(ExitCode.SOURCE_READ);
        assertThat(first.failure().orElseThrow()).isInstanceOf(SourceReadException.class);
        Path list = first.folder().resolve("ledger/sda.badranges");
        String lines = Files.readString(list);
        Files.writeString(list, lines + lines + "0x1400000 4096 died before the ledger knew\n0x12");

        MachineOutcome second =
                run(machine("web", new FakeDisk(disk).withBadSectors(8))).get(0);

        assertThat(second.status()).isEqualTo(MachineOutcome.Status.LOSSES);
        assertThat(second.disks().get(0).lost())
                .singleElement()
                .satisfies(lost -> assertThat(lost.offset()).isEqualTo(4096))
                .satisfies(lost -> assertThat(lost.length()).isEqualTo(4096));
        MachineOutcome third = run(machine("web", new FakeDisk(disk))).get(0);
        assertThat(third.status()).isEqualTo(MachineOutcome.Status.SKIPPED);
        assertThat(third.exitCode()).isEqualTo(ExitCode.LOSSES);
    }

    @Test
    void whateverHappensToOneMachineTheOthersAreConverted() throws Exception {
        DiskFormatException broken = new DiskFormatException(new DiskAddress("b.vmdk", 5), "broken", "copy again.");
        List<MachineOutcome> outcomes = run(
                machine("a", new FakeDisk(noise(1, 3 * MIB))),
                machine("b", new FakeDisk(noise(2, 3 * MIB)).failingAfter(MIB, broken)),
                machine("c", new FakeDisk(noise(3, 3 * MIB)).beforeEachRead(() -> {
                            throw new StackOverflowError("a loop");
                        })),
                machine("d", new FakeDisk(noise(4, 3 * MIB)).beforeEachRead(() -> {
                            throw new IllegalStateException("a mistake");
                        })),
                machine("e", new FakeDisk(noise(5, 3 * MIB))));

        assertThat(outcomes)
                .extracting(one -> one.machine() + " " + one.exitCode())
                .containsExactlyInAnyOrder("a DONE", "b NOT_CONVERTIBLE", "c INTERNAL", "d INTERNAL", "e DONE");
    }

    @Test
    void interruptStopsAllMachinesAndTheNextRunGoesOn() throws Exception {
        CountDownLatch copying = new CountDownLatch(4);
        byte[] disk = noise(6, 20 * MIB);
        Thread waiting = Thread.currentThread();
        Thread operator = new Thread(() -> {
            await(copying);
            waiting.interrupt();
        });
        operator.start();
        Batch batch = batch(Clock.systemUTC());
        batch.assess(found(
                machine("a", new FakeDisk(disk).beforeEachRead(() -> slow(copying))),
                machine("b", new FakeDisk(disk).beforeEachRead(() -> slow(copying))),
                machine("c", new FakeDisk(disk))));

        List<MachineOutcome> told = Collections.synchronizedList(new ArrayList<>());
        assertThatThrownBy(() -> batch.run(told::add)).isInstanceOf(InterruptedException.class);

        assertThat(told)
                .noneMatch(one -> one.exitCode() == ExitCode.INTERNAL || one.exitCode() == ExitCode.TARGET_STORAGE);
        assertThat(run(
                        machine("a", new FakeDisk(disk)),
                        machine("b", new FakeDisk(disk)),
                        machine("c", new FakeDisk(disk))))
                .allMatch(one -> one.failure().isEmpty());
        assertThat(folder.resolve("kvm/a/disks/sda.raw")).hasBinaryContent(disk);
    }

    @Test
    void interruptWhileVerifyingLeavesStatus130AndAFinishedImage() throws Exception {
        byte[] disk = noise(7, 8 * MIB);
        run(machine("a", new FakeDisk(disk)));
        Thread.currentThread().interrupt();
        Batch batch = batch(Clock.systemUTC());
        Thread.interrupted();
        batch.assess(found(machine("a", new FakeDisk(disk))));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> batch.run(outcome -> {})).isInstanceOf(InterruptedException.class);

        assertThat(run(machine("a", new FakeDisk(disk))).get(0).status()).isEqualTo(MachineOutcome.Status.SKIPPED);
    }

    @Test
    void failedDiskIsNoLongerShownAsRunning() throws Exception {
        Batch batch = batch(Clock.systemUTC());
        batch.assess(found(machine("a", new FakeDisk(new byte[MIB]).failingAfter(0, new IOException("gone")))));

        batch.run(outcome -> {});

        assertThat(batch.progress()).extracting(DiskProgress::state).containsExactly(DiskProgress.State.STOPPED);
    }

    @Test
    void copyIsReadBackWhenVerificationIsWanted() throws Exception {
        MachineOutcome outcome =
                run(machine("a", new FakeDisk(noise(8, 3 * MIB)))).get(0);

        assertThat(outcome.folder().resolve("events.jsonl"))
                .content()
                .contains("\"stage\":\"verify\",\"event\":\"done\"");
        try (RawFile image = RawFile.open(outcome.folder().resolve("disks/sda.raw"))) {
            assertThat(image.size()).isEqualTo(3L * MIB);
        }
    }

    private List<MachineOutcome> run(MachineSource... machines) throws Exception {
        Batch batch = batch(Clock.systemUTC());
        batch.assess(found(machines));
        return batch.run(outcome -> {});
    }

    private Batch batch(Clock clock) {
        ConvertOptions options = new ConvertOptions(
                folder.resolve("kvm"),
                ConvertOptions.Format.RAW,
                Qcow2Options.compressed(Qcow2Compression.NONE),
                false,
                ConvertOptions.Blocks.USED,
                true,
                Optional.empty(),
                2,
                2,
                List.of());
        return new Batch(options, HoleMap.UNKNOWN, "p2v test", clock);
    }

    private static FoundSources found(MachineSource... machines) {
        return new FoundSources(List.of(machines), List.of(), List.of(), List.of());
    }

    private MachineSource machine(String name, FakeDisk disk) throws IOException {
        Path input = folder.resolve(name + ".img");
        if (!Files.exists(input)) {
            Files.writeString(input, name);
        }
        return new MachineSource(
                name,
                input.toString(),
                MachineHardware.aroundBareDisks(name, Firmware.BIOS, List.of("sda")),
                List.of(new SourceDisk("sda", DriveAddress.UNKNOWN, () -> disk)),
                List.of(),
                MachineSource.IntegrityCheck.NOTHING_TO_COMPARE,
                Set.of());
    }

    private static void slow(CountDownLatch copying) {
        copying.countDown();
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] noise(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
