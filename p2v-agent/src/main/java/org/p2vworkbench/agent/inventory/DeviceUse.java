package org.p2vworkbench.agent.inventory;

/**
 * Something that a running system does with a device.
 *
 * @param through the device that is used: the one asked about, a partition of it, or a volume that rests on it
 * @param place where it is mounted, as a path; empty for swap
 * @param writable whether the system may write to it at any time
 */
public record DeviceUse(Kind kind, String through, String place, boolean writable) {

    /** In a word. */
    public enum Kind {
        MOUNTED,
        SWAP
    }

    /** "is mounted on /srv", as a sentence goes on after the name of the device in {@link #through}. */
    public String inWords() {
        return kind == Kind.SWAP
                ? "is swap space"
                : "is mounted %s on %s".formatted(writable ? "for writing" : "read-only", place);
    }
}
