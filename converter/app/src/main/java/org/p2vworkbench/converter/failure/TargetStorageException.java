package org.p2vworkbench.converter.failure;

/** What should be written cannot be: full, read-only, failing. What is written already stays usable for resuming. */
public final class TargetStorageException extends Failure {

    private static final long serialVersionUID = 1;

    public TargetStorageException(String where, String what, String next) {
        this(where, what, next, null);
    }

    public TargetStorageException(String where, String what, String next, Throwable cause) {
        super(ExitCode.TARGET_STORAGE, where, what, next, cause);
    }
}
