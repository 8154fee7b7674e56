package org.p2vworkbench.converter.migrate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.convert.DiskOutcome;
import org.p2vworkbench.converter.convert.MachineOutcome;
import org.p2vworkbench.converter.copy.LostRange;
import org.p2vworkbench.converter.failure.Failure;

/** How a migration ended, as {@code --json} prints it: the fields of {@code p2v convert}, and what was lost. */
public record MigrationResult(
        String machine,
        MachineOutcome.Status status,
        Path folder,
        int exitCode,
        Optional<String> error,
        Optional<String> next,
        List<Disk> disks,
        List<String> notes,
        double seconds) {

    /** One of its disks. */
    public record Disk(
            String name,
            Path image,
            long virtualBytes,
            long usedBytes,
            long copiedBytes,
            String root,
            List<LostRange> lost) {}

    static MigrationResult of(MachineOutcome outcome) {
        return new MigrationResult(
                outcome.machine(),
                outcome.status(),
                outcome.folder(),
                outcome.exitCode().number(),
                outcome.failure().map(MigrationResult::message),
                outcome.failure().filter(Failure.class::isInstance).map(failure -> ((Failure) failure).next()),
                outcome.disks().stream().map(MigrationResult::disk).toList(),
                outcome.notes(),
                outcome.seconds());
    }

    private static String message(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static Disk disk(DiskOutcome disk) {
        return new Disk(
                disk.plan().name(),
                disk.plan().image(),
                disk.plan().virtualBytes(),
                disk.usedBytes(),
                disk.copiedBytes(),
                disk.root(),
                disk.lost());
    }
}
