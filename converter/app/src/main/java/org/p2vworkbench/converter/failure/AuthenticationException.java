package org.p2vworkbench.converter.failure;

/** The other end is not who it should be, or does not accept us: host key, enrolment code, password. */
public final class AuthenticationException extends Failure {

    private static final long serialVersionUID = 1;

    public AuthenticationException(String where, String what, String next) {
        this(where, what, next, null);
    }

    public AuthenticationException(String where, String what, String next, Throwable cause) {
        super(ExitCode.AUTHENTICATION, where, what, next, cause);
    }
}
