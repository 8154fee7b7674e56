package org.p2vworkbench.converter.failure;

import java.io.IOException;

/** An end that an operator can do something about: what happened, where, what to do next, and the exit code. */
public abstract sealed class Failure extends IOException
        permits AuthenticationException,
                NotConvertibleException,
                RefusedException,
                SourceReadException,
                SourceUnreachableException,
                TargetStorageException,
                UsageException {

    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;
    private final String where;
    private final String next;

    Failure(ExitCode exitCode, String where, String what, String next, Throwable cause) {
        super(where + ": " + what, cause);
        this.exitCode = exitCode;
        this.where = where;
        this.next = next;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** The machine, disk, file or option this is about; the message starts with it. */
    public String where() {
        return where;
    }

    /** What to type or try next, one sentence. */
    public String next() {
        return next;
    }
}
