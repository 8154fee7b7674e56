package org.p2vworkbench.converter.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.enrol.EnrolmentBook.Redemption;

class EnrolmentBookTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path temp;

    private Path folder;

    @BeforeEach
    void setUp() {
        folder = temp.resolve(".p2v/codes");
    }

    private EnrolmentBook at(Instant time) {
        return new EnrolmentBook(folder, new SecureRandom(), Clock.fixed(time, ZoneOffset.UTC));
    }

    @Test
    void codeLetsOneMachineInOnce() throws IOException {
        EnrolmentBook.Issued issued = at(NOW).issue(Duration.ofHours(24));

        assertThat(issued.code()).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}");
        assertThat(issued.validUntil()).isEqualTo(NOW.plus(Duration.ofHours(24)));
        assertThat(at(NOW).redeem(issued.code(), "web01")).isEqualTo(Redemption.ACCEPTED);
        assertThat(at(NOW).redeem(issued.code(), "web02")).isEqualTo(Redemption.USED);
    }

    @Test
    void typingItDifferentlyIsForgiven() throws IOException {
        String code = at(NOW).issue(Duration.ofHours(1)).code();
        String typed = code.toLowerCase(Locale.ROOT)
                .replace("-", " ")
                .replace('0', 'o')
                .replace('1', 'l');

        assertThat(at(NOW).redeem(typed, "web01")).isEqualTo(Redemption.ACCEPTED);
    }

    @Test
    void expiredCodeIsRefusedAndStaysUnused() throws IOException {
        String code = at(NOW).issue(Duration.ofHours(24)).code();

        assertThat(at(NOW.plus(Duration.ofHours(25))).redeem(code, "web01")).isEqualTo(Redemption.EXPIRED);
        assertThat(at(NOW.plus(Duration.ofHours(24))).redeem(code, "web01")).isEqualTo(Redemption.ACCEPTED);
    }

    @Test
    void anythingElseIsUnknown() throws IOException {
        at(NOW).issue(Duration.ofHours(24));

        for (String typed : List.of("", "0000-0000-0000", "../../etc/passwd", "A".repeat(100_000), "\u0000")) {
            assertThat(at(NOW).redeem(typed, "web01")).isEqualTo(Redemption.UNKNOWN);
        }
    }

    @Test
    void folderIsForItsOwnerAndHoldsNoCode() throws IOException {
        String code = at(NOW).issue(Duration.ofHours(24)).code();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(file.getFileName().toString() + Files.readString(file))
                        .doesNotContain(code)
                        .doesNotContain(code.replace("-", ""));
            }
        }
    }
}
