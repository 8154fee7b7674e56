package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.p2vworkbench.converter.failure.Failure;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.media.parts.MissingPartException;

/** The making of a medium, with what can stop it said as everything else here is. */
interface MediumMaking {

    void make() throws IOException;

    /** @param output what it is made into */
    static void of(Path output, MediumMaking making) throws IOException {
        try {
            making.make();
        } catch (MissingPartException missing) {
            throw new RefusedException(output.toString(), missing.getMessage(), missing.next(), missing);
        } catch (Failure known) {
            throw known;
        } catch (IOException failed) {
            throw new TargetStorageException(
                    output.toString(),
                    "cannot be made: " + failed.getMessage(),
                    "Make room there and in the cache (--cache), or name another place.",
                    failed);
        }
    }
}
