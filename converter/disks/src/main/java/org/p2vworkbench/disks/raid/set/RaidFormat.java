package org.p2vworkbench.disks.raid.set;

import java.io.IOException;
import java.util.List;

/** A family of RAID metadata. */
public interface RaidFormat {

    /**
     * The sets of this family among {@code disks}, which may be mixed, foreign, stale or no members at all. Damaged
     * metadata is no exception but a finding, or a set of low confidence; only a disk that does not deliver its bytes is
     * one.
     */
    List<RaidSet> find(List<RaidDisk> disks) throws IOException;
}
