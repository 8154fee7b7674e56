package org.p2vworkbench.converter.failure;

/** The source is not there: no such file, no such host, the agent is gone. */
public final class SourceUnreachableException extends Failure {

    private static final long serialVersionUID = 1;

    public SourceUnreachableException(String where, String what, String next) {
        this(where, what, next, null);
    }

    public SourceUnreachableException(String where, String what, String next, Throwable cause) {
        super(ExitCode.SOURCE_UNREACHABLE, where, what, next, cause);
    }
}
