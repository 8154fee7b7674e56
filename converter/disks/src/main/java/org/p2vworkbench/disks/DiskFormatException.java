package org.p2vworkbench.disks;

import java.io.IOException;

/**
 * What a disk, an image or a descriptor says cannot be true, or cannot be read by us. Always says what was found,
 * where, and what the operator can do next.
 */
public final class DiskFormatException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient DiskAddress at;
    private final String next;

    public DiskFormatException(DiskAddress at, String what, String next) {
        this(at, what, next, null);
    }

    public DiskFormatException(DiskAddress at, String what, String next, Throwable cause) {
        super(at + ": " + what, cause);
        this.at = at;
        this.next = next;
    }

    public DiskAddress at() {
        return at;
    }

    /** What to type or try next, one sentence. */
    public String next() {
        return next;
    }
}
