package org.p2vworkbench.converter.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VerifiedOnceTest {

    private final AtomicInteger made = new AtomicInteger();

    @Test
    void machinesOfAPackageShareOneCheck() throws IOException {
        VerifiedOnce check = new VerifiedOnce(made::incrementAndGet);

        check.verify();
        check.verify();

        assertThat(made).hasValue(1);
    }

    @Test
    void damageIsToldToEveryMachine() {
        VerifiedOnce check = new VerifiedOnce(() -> {
            made.incrementAndGet();
            throw new IOException("its SHA-256 differs");
        });

        assertThatThrownBy(check::verify).hasMessage("its SHA-256 differs");
        assertThatThrownBy(check::verify).hasMessage("its SHA-256 differs");
        assertThat(made).hasValue(1);
    }

    @Test
    void checkThatWasStoppedIsMadeAgain() throws IOException {
        VerifiedOnce check = new VerifiedOnce(() -> {
            if (made.incrementAndGet() == 1) {
                throw new InterruptedIOException("stopped");
            }
        });

        assertThatThrownBy(check::verify).isInstanceOf(InterruptedIOException.class);
        check.verify();

        assertThat(made).hasValue(2);
    }
}
