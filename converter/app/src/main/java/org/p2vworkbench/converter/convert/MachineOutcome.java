package org.p2vworkbench.converter.convert;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.failure.ExitCode;

/**
 * How it ended for one machine.
 *
 * @param failure why it failed; empty unless it did
 * @param notes what the operator should know
 */
public record MachineOutcome(
        String machine,
        Status status,
        Path folder,
        ExitCode exitCode,
        Optional<Exception> failure,
        List<DiskOutcome> disks,
        List<String> notes,
        double seconds) {

    /** In a word. */
    public enum Status {
        DONE,
        /** Done, and some of the source could not be read. */
        LOSSES,
        FAILED,
        /** An earlier run had done it; its ledger proves it. */
        SKIPPED
    }

    public MachineOutcome {
        disks = List.copyOf(disks);
        notes = List.copyOf(notes);
    }

    static MachineOutcome failed(String machine, Path folder, Exception failure, double seconds) {
        return new MachineOutcome(
                machine,
                Status.FAILED,
                folder,
                ExitCode.of(failure),
                Optional.of(failure),
                List.of(),
                List.of(),
                seconds);
    }
}
