package org.p2vworkbench.fixups.registry;

import java.io.IOException;

/** What a hive or one of its logs says cannot be true. Says what was found, at which byte of which file. */
public final class HiveFormatException extends IOException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final long offset;
    private final String next;

    HiveFormatException(String file, long offset, String what, String next) {
        super("%s @ 0x%x: %s".formatted(file, offset, what));
        this.file = file;
        this.offset = offset;
        this.next = next;
    }

    public String file() {
        return file;
    }

    /** In bytes from the start of the file. */
    public long offset() {
        return offset;
    }

    /** What to type or try next, one sentence. */
    public String next() {
        return next;
    }
}
