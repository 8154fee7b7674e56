package org.p2vworkbench.disks.raid.content;

import java.io.IOException;
import org.p2vworkbench.disks.BlockSource;

/** Says how well a volume, assembled on trial, holds together. */
public interface OrderJudge {

    /** Reads samples only; damage is a score and no exception. */
    Score score(BlockSource volume) throws IOException;
}
