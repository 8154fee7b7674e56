package org.p2vworkbench.converter.fixup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.process.OutsideProgram;

/** An image that no machine runs from: qemu locks those of a machine that does, and says so to whoever opens one. */
public final class IdleImage {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private IdleImage() {}

    public static void demand(Path image, String format) throws IOException {
        OutsideProgram.Outcome outcome =
                OutsideProgram.QEMU_IMG.attempt(LIMIT, List.of("info", "-f", format, image.toString()));
        if (outcome.status() != 0 && outcome.errors().contains("lock")) {
            throw new RefusedException(
                    image.toString(),
                    "a machine runs from it",
                    "Shut the machine down, then run the same command again.");
        }
    }
}
