package org.p2vworkbench.converter.enrol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.p2vworkbench.converter.store.PrivateFolder;

/**
 * The codes that were given out: a file for each, named by the code's hash, with the time until which it is good. A code
 * that was used has a second file beside it. Whoever creates that file first has used the code, so that no two programs
 * need a lock between them.
 */
public final class EnrolmentBook {

    private static final String USED = ".used";

    private final Path folder;
    private final SecureRandom randomness;
    private final Clock clock;

    public EnrolmentBook(Path folder, SecureRandom randomness, Clock clock) {
        this.folder = folder;
        this.randomness = randomness;
        this.clock = clock;
    }

    /** A code that was given out. */
    public record Issued(String code, Instant validUntil) {}

    /** What became of a code that somebody typed. */
    public enum Redemption {
        ACCEPTED("is accepted"),
        UNKNOWN("is none that was given out"),
        EXPIRED("has expired"),
        USED("was used already, and a code is good for one machine");

        private final String inWords;

        Redemption(String inWords) {
            this.inWords = inWords;
        }

        public String inWords() {
            return inWords;
        }
    }

    public Issued issue(Duration valid) throws IOException {
        PrivateFolder.create(folder);
        EnrolmentCode code = EnrolmentCode.random(randomness);
        Instant until = clock.instant().plus(valid);
        Files.writeString(folder.resolve(code.hash()), until + "\n", StandardOpenOption.CREATE_NEW);
        return new Issued(code.toString(), until);
    }

    /** Whether a code would be accepted now. */
    public Redemption examine(String typed) throws IOException {
        EnrolmentCode code = EnrolmentCode.typed(typed);
        Path issued = folder.resolve(code.hash());
        if (!code.isWellFormed() || !Files.exists(issued)) {
            return Redemption.UNKNOWN;
        }
        if (Files.exists(used(code))) {
            return Redemption.USED;
        }
        return clock.instant().isAfter(validUntil(issued)) ? Redemption.EXPIRED : Redemption.ACCEPTED;
    }

    /** Uses a code up, for {@code machine}. */
    public Redemption redeem(String typed, String machine) throws IOException {
        Redemption now = examine(typed);
        if (now != Redemption.ACCEPTED) {
            return now;
        }
        try {
            Files.writeString(
                    used(EnrolmentCode.typed(typed)),
                    machine + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE_NEW);
            return Redemption.ACCEPTED;
        } catch (FileAlreadyExistsException used) {
            return Redemption.USED;
        }
    }

    private Path used(EnrolmentCode code) {
        return folder.resolve(code.hash() + USED);
    }

    /** Of a file that somebody else wrote: long ago. */
    private static Instant validUntil(Path issued) throws IOException {
        try {
            return Instant.parse(Files.readString(issued).strip());
        } catch (DateTimeException foreign) {
            return Instant.EPOCH;
        }
    }
}
