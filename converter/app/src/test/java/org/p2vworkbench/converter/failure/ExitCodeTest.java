package org.p2vworkbench.converter.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    /** The contract with scripts; this list changes only by growing. */
    @Test
    void numbersAreTheDocumentedOnes() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number))
                .containsExactly(0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 130);
    }

    @Test
    void everyFailureHasItsOwnCode() {
        assertThat(ExitCode.of(new UsageException("--set", "w", "n"))).isEqualTo(ExitCode.USAGE);
        assertThat(ExitCode.of(new RefusedException("host", "w", "n"))).isEqualTo(ExitCode.REFUSED);
        assertThat(ExitCode.of(new SourceUnreachableException("web01", "w", "n")))
                .isEqualTo(ExitCode.SOURCE_UNREACHABLE);
        assertThat(ExitCode.of(new AuthenticationException("web01", "w", "n"))).isEqualTo(ExitCode.AUTHENTICATION);
        assertThat(ExitCode.of(new SourceReadException("web01/sda", "w", "n"))).isEqualTo(ExitCode.SOURCE_READ);
        assertThat(ExitCode.of(new TargetStorageException("/srv", "w", "n"))).isEqualTo(ExitCode.TARGET_STORAGE);
        assertThat(ExitCode.of(new NotConvertibleException("web01", "w", "n"))).isEqualTo(ExitCode.NOT_CONVERTIBLE);
    }

    @Test
    void fullDiskIsTargetStorageWhoeverNoticesIt() {
        assertThat(ExitCode.of(new IOException("No space left on device"))).isEqualTo(ExitCode.TARGET_STORAGE);
    }

    @Test
    void missingInputIsSourceUnreachable() {
        assertThat(ExitCode.of(new NoSuchFileException("old.vmdk"))).isEqualTo(ExitCode.SOURCE_UNREACHABLE);
    }

    @Test
    void interruptionIsTheOperatorsAndATimeoutIsNot() {
        assertThat(ExitCode.of(new InterruptedException())).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(ExitCode.of(new InterruptedIOException())).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(ExitCode.of(new SocketTimeoutException())).isEqualTo(ExitCode.INTERNAL);
    }

    @Test
    void unknownMeansFailure() {
        assertThat(ExitCode.of(new IOException("odd"))).isEqualTo(ExitCode.INTERNAL);
    }
}
