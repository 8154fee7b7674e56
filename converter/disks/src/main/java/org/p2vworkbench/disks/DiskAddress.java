package org.p2vworkbench.disks;

/** A place an operator can look up: which source, at which byte. */
public record DiskAddress(String source, long offset) {

    @Override
    public String toString() {
        return "%s @ 0x%x".formatted(source, offset);
    }
}
