package org.p2vworkbench.converter.raid;

import java.io.InterruptedIOException;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.converter.source.FoundSources;

/**
 * What becomes of machines whose disks are members of sets.
 *
 * @param degradedAllowed whether a set may do without members
 * @param keepMembers whether the members of a controller's set are copied one by one
 * @param flattened whether arrays of Linux md become partitions
 */
public record DiskSets(boolean degradedAllowed, boolean keepMembers, boolean flattened) {

    public FoundSources of(FoundSources named) throws SourceUnreachableException, InterruptedIOException {
        FoundSources found = keepMembers ? named : new ControllerSets(degradedAllowed).assembled(named);
        return flattened ? new FlattenedArrays(degradedAllowed).flattened(found) : found;
    }
}
