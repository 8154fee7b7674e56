package org.p2vworkbench.converter.files;

import java.util.List;

/**
 * What lies where a disk differs from its ledger.
 *
 * @param offset of the chunk, on its disk
 * @param where "partition 2, ext4"; "outside of any filesystem"
 * @param files all that have bytes in the chunk, one of which differs; names are the guest's, as they are
 * @param note why no file is named; empty where one is
 */
public record DifferentPlace(long offset, String where, List<String> files, String note) {

    public DifferentPlace {
        files = List.copyOf(files);
    }
}
