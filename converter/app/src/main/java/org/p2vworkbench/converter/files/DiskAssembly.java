package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;

/** What a machine sees of its disks: member disks of a RAID set become the volume in their place. */
@FunctionalInterface
public interface DiskAssembly {

    /** Every disk is a disk of its own. */
    DiskAssembly AS_THEY_ARE = disks -> disks;

    /** The disks the guest saw, over {@code members}, which stay open and in the caller's hands. */
    List<BlockSource> assemble(List<BlockSource> members) throws IOException;
}
