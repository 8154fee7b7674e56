package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;

/** Closes sources, all of them, whatever happens to one. */
final class Closing {

    private Closing() {}

    static void all(List<? extends BlockSource> sources) throws IOException {
        IOException first = null;
        for (BlockSource source : sources) {
            try {
                source.close();
            } catch (IOException failed) {
                if (first == null) {
                    first = failed;
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
