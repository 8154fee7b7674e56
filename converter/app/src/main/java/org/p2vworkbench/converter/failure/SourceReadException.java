package org.p2vworkbench.converter.failure;

/** The source is there and delivers errors instead of bytes. */
public final class SourceReadException extends Failure {

    private static final long serialVersionUID = 1;

    public SourceReadException(String where, String what, String next) {
        this(where, what, next, null);
    }

    public SourceReadException(String where, String what, String next, Throwable cause) {
        super(ExitCode.SOURCE_READ, where, what, next, cause);
    }
}
