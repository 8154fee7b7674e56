package org.p2vworkbench.converter.failure;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.p2vworkbench.disks.DiskFormatException;

/** What the program's exit status says. Scripts rely on these numbers: they are added to, never renumbered. */
public enum ExitCode {
    DONE(0, "done"),
    INTERNAL(1, "internal error"),
    USAGE(2, "wrong usage"),
    LOSSES(3, "done, with losses listed"),
    REFUSED(4, "refused by pre-flight"),
    SOURCE_UNREACHABLE(10, "source unreachable"),
    AUTHENTICATION(11, "authentication or host key"),
    SOURCE_READ(12, "source read errors"),
    TARGET_STORAGE(13, "target storage"),
    NOT_CONVERTIBLE(14, "guest not convertible"),
    INTERRUPTED(130, "interrupted; the same command resumes");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }

    /** The name used in JSON: "source-read". */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What {@code failure} means to a caller. Failures of ours name their code; the few of the JDK's that can mean only
     * one thing are known here; all else is a mistake of this program.
     */
    public static ExitCode of(Throwable failure) {
        if (failure instanceof Failure known) {
            return known.exitCode();
        }
        if (failure instanceof DiskFormatException) {
            return NOT_CONVERTIBLE;
        }
        // Its subclass SocketTimeoutException means something else.
        if (failure instanceof InterruptedException
                || failure.getClass() == InterruptedIOException.class
                || failure instanceof ClosedByInterruptException
                || failure instanceof CancellationException) {
            return INTERRUPTED;
        }
        if (failure instanceof NoSuchFileException || failure instanceof AccessDeniedException) {
            return SOURCE_UNREACHABLE;
        }
        if (failure instanceof IOException && saysStorageIsFull(failure.getMessage())) {
            return TARGET_STORAGE;
        }
        return INTERNAL;
    }

    /** The JDK has no type for ENOSPC and EDQUOT, only the C library's words for them. */
    private static boolean saysStorageIsFull(String message) {
        return message != null
                && (message.contains("No space left on device") || message.contains("Disk quota exceeded"));
    }
}
