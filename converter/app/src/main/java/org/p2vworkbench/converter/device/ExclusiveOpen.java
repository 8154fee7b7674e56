package org.p2vworkbench.converter.device;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.process.OutsideProgram;

/**
 * The kernel's own answer to "does anything use this device": an open with O_EXCL, which fails while it is mounted in
 * any namespace, or is a part of a btrfs, RAID set, volume group or ZFS pool, whoever sees that.
 *
 * <p>Java cannot open so. {@code wipefs --no-act} can: it opens for writing with O_EXCL, and writes nothing. It is gone
 * before the copy begins, so this is a last look and not a lock; the lock that {@code RawWriter} takes keeps guests out,
 * and mounting the device by hand in between is left to the operator.
 */
public final class ExclusiveOpen {

    private static final OutsideProgram WIPEFS = new OutsideProgram("wipefs", "util-linux");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private ExclusiveOpen() {}

    public static void demand(Path device) throws IOException {
        OutsideProgram.Outcome outcome = WIPEFS.attempt(LIMIT, List.of("--no-act", "--all", "--", device.toString()));
        if (outcome.status() != 0) {
            throw new RefusedException(
                    device.toString(),
                    "cannot be had alone: " + outcome.errors().strip(),
                    "Find what uses it ('lsblk', 'fuser -v %s'), stop that, and run the same command again."
                            .formatted(device));
        }
    }
}
