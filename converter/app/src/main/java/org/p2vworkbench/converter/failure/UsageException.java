package org.p2vworkbench.converter.failure;

/** The options contradict each other or the input in a way only the command itself can see. */
public final class UsageException extends Failure {

    private static final long serialVersionUID = 1;

    public UsageException(String where, String what, String next) {
        this(where, what, next, null);
    }

    public UsageException(String where, String what, String next, Throwable cause) {
        super(ExitCode.USAGE, where, what, next, cause);
    }
}
