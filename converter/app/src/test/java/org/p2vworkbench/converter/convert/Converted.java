package org.p2vworkbench.converter.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.converter.foreign.ForeignFormat;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.SourceFinder;
import org.p2vworkbench.converter.source.SourceOptions;
import org.p2vworkbench.converter.source.VmdkParts;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;
import org.p2vworkbench.disks.image.qcow2.Qcow2Options;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.fixtures.OutsideTool;

/** A machine as a conversion left it, with QEMU as the judge of its disks. */
final class Converted {

    static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");

    private static final Pattern VIRTUAL_SIZE = Pattern.compile("\"virtual-size\": ([0-9]+)");

    private final MachineOutcome outcome;

    private Converted(MachineOutcome outcome) {
        this.outcome = outcome;
    }

    /** Converts the one machine that {@code input} holds, as the command does, into {@code store}. */
    static Converted from(Object input, Path store) throws IOException, InterruptedException {
        assumeTrue(QEMU_IMG.isInstalled(), "SKIPPED: qemu-img is not installed");
        List<MachineOutcome> outcomes = outcomes(input, store);
        assertThat(outcomes).hasSize(1);
        MachineOutcome outcome = outcomes.get(0);
        outcome.failure().ifPresent(failure -> {
            throw new AssertionError(input + " was not converted", failure);
        });
        assertThat(outcome.status()).isEqualTo(MachineOutcome.Status.DONE);
        return new Converted(outcome);
    }

    static List<MachineOutcome> outcomes(Object input, Path store) throws IOException, InterruptedException {
        HoleMap holes = new SparseMap();
        ConvertOptions options = new ConvertOptions(
                store,
                ConvertOptions.Format.QCOW2,
                Qcow2Options.compressed(Qcow2Compression.NONE),
                false,
                // What filesystems do not use is compared as well: these tests are about formats.
                ConvertOptions.Blocks.HELD,
                false,
                Optional.empty(),
                2,
                1,
                List.of());
        try (Scratch scratch = Scratch.in(store.resolve(".p2v"))) {
            FoundSources found = SourceFinder.find(
                    List.of(input.toString()),
                    new SourceOptions(
                            ForeignFormat.andOwn(), Optional.empty(), false, holes, scratch, new VmdkParts()));
            Batch batch = new Batch(options, holes, "p2v test", Clock.systemUTC());
            batch.assess(found);
            return batch.run(ended -> {});
        }
    }

    MachineOutcome outcome() {
        return outcome;
    }

    /** The image that its first disk became: {@code DIR/<machine>/disks/<disk>.qcow2}. */
    Path disk() {
        return outcome.folder()
                .resolve("disks")
                .resolve(outcome.disks().get(0).plan().name() + ".qcow2");
    }

    /** The first disk is well-formed, and is what QEMU reads in {@code source}, byte for byte and in size. */
    void isWhatQemuReads(Path source, String format) {
        isWellFormed();
        QEMU_IMG.run("compare", "-f", format, "-F", "qcow2", source, disk());
        assertThat(outcome.disks().get(0).plan().virtualBytes())
                .isEqualTo(virtualSize(source, format))
                .isEqualTo(virtualSize(disk(), "qcow2"));
    }

    /** The first disk is well-formed, and QEMU reads {@code content} in it. */
    void holds(byte[] content) throws IOException {
        Path raw = Files.write(Files.createTempFile(outcome.folder(), "content", ".raw"), content);
        isWhatQemuReads(raw, "raw");
    }

    void isWellFormed() {
        for (DiskOutcome disk : outcome.disks()) {
            QEMU_IMG.run("check", "-f", "qcow2", disk.plan().copy());
            QEMU_IMG.run("check", "-f", "qcow2", disk.plan().image());
        }
    }

    static long virtualSize(Path image, String format) {
        Matcher said = VIRTUAL_SIZE.matcher(QEMU_IMG.run("info", "--output=json", "-f", format, image));
        assertThat(said.find()).isTrue();
        return Long.parseLong(said.group(1));
    }
}
