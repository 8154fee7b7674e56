package org.p2vworkbench.fixups.appliance;

import java.io.IOException;
import java.util.List;

/** The appliance runs, and a filesystem or file of the guest cannot be read. */
public final class GuestReadException extends IOException {

    private static final long serialVersionUID = 1;

    private final String next;

    GuestReadException(String what, String next, Throwable cause) {
        super(what, cause);
        this.next = next;
    }

    /** A system that was there before is not found again. */
    public static GuestReadException noSystem(String device, List<LockedVolume> locked) {
        return new GuestReadException(
                "there is no system on %s that could be opened".formatted(device),
                locked.isEmpty()
                        ? "see what 'p2v files ls' finds on the disks."
                        : "give the passphrase of %s with --key, as for the repair."
                                .formatted(locked.get(0).device()),
                null);
    }

    /** What to type or try next, one sentence. */
    public String next() {
        return next;
    }
}
