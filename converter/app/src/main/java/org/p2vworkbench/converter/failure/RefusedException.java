package org.p2vworkbench.converter.failure;

/** Pre-flight says no before anything was written: a tool is missing, a risk needs a flag, a target is in use. */
public final class RefusedException extends Failure {

    private static final long serialVersionUID = 1;

    public RefusedException(String where, String what, String next) {
        this(where, what, next, null);
    }

    public RefusedException(String where, String what, String next, Throwable cause) {
        super(ExitCode.REFUSED, where, what, next, cause);
    }
}
