package org.p2vworkbench.converter.fixup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A disk of a guest that is to be repaired.
 *
 * @param base the pristine copy below {@code image}; empty when the image stands alone
 * @param image what the machine boots; where there is a base it may be missing still
 * @param format of the image where it stands alone, of the base where there is one
 * @param ledger of a copy that the repair changes itself, because it stands alone
 */
public record RepairDisk(String name, Optional<Path> base, Path image, String format, Optional<Path> ledger) {

    /** Whether nothing was ever written over the base. */
    boolean isFresh() {
        return base.isPresent() && !Files.exists(image);
    }

    /** What a repair begins with. */
    Path current() {
        return isFresh() ? base.orElseThrow() : image;
    }

    String currentFormat() {
        return isFresh() || base.isEmpty() ? format : "qcow2";
    }
}
