package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.converter.convert.MachineOutcome;
import org.p2vworkbench.converter.failure.ExitCode;

class ConvertPrinterTest {

    @Test
    void firstFailureGivesTheStatusThenLossesThenDone() {
        MachineOutcome done = outcome(MachineOutcome.Status.DONE, ExitCode.DONE);
        MachineOutcome skipped = outcome(MachineOutcome.Status.SKIPPED, ExitCode.DONE);
        MachineOutcome losses = outcome(MachineOutcome.Status.LOSSES, ExitCode.LOSSES);
        MachineOutcome skippedLosses = outcome(MachineOutcome.Status.SKIPPED, ExitCode.LOSSES);
        MachineOutcome full = outcome(MachineOutcome.Status.FAILED, ExitCode.TARGET_STORAGE);
        MachineOutcome broken = outcome(MachineOutcome.Status.FAILED, ExitCode.NOT_CONVERTIBLE);

        assertThat(ConvertPrinter.exitCode(List.of())).isEqualTo(ExitCode.DONE);
        assertThat(ConvertPrinter.exitCode(List.of(done, skipped))).isEqualTo(ExitCode.DONE);
        assertThat(ConvertPrinter.exitCode(List.of(done, losses))).isEqualTo(ExitCode.LOSSES);
        assertThat(ConvertPrinter.exitCode(List.of(skippedLosses))).isEqualTo(ExitCode.LOSSES);
        assertThat(ConvertPrinter.exitCode(List.of(losses, full, broken))).isEqualTo(ExitCode.TARGET_STORAGE);
        assertThat(ConvertPrinter.exitCode(List.of(broken, full, done))).isEqualTo(ExitCode.NOT_CONVERTIBLE);
    }

    private static MachineOutcome outcome(MachineOutcome.Status status, ExitCode code) {
        Optional<Exception> failure =
                status == MachineOutcome.Status.FAILED ? Optional.of(new Exception("x")) : Optional.empty();
        return new MachineOutcome("m", status, Path.of("/kvm/m"), code, failure, List.of(), List.of(), 1);
    }
}
