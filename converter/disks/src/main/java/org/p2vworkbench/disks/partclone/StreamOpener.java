package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import org.p2vworkbench.disks.unpack.Unpacked;

/** Opens a saved volume's file from its beginning, as often as wanted. */
@FunctionalInterface
public interface StreamOpener {
    Unpacked open() throws IOException;
}
