package org.p2vworkbench.converter.failure;

/** The source was read and is sound, and still cannot become a running guest: encrypted, unknown, unsupported. */
public final class NotConvertibleException extends Failure {

    private static final long serialVersionUID = 1;

    public NotConvertibleException(String where, String what, String next) {
        this(where, what, next, null);
    }

    public NotConvertibleException(String where, String what, String next, Throwable cause) {
        super(ExitCode.NOT_CONVERTIBLE, where, what, next, cause);
    }
}
