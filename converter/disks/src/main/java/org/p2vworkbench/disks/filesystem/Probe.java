package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/** Recognises one format. A volume that does not hold it, or is too short for it, is an answer and not an error. */
interface Probe {

    Optional<FilesystemSignature> probe(BlockSource volume) throws IOException;
}
