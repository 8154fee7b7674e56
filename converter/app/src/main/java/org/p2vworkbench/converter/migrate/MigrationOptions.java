package org.p2vworkbench.converter.migrate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.convert.ConvertOptions;
import org.p2vworkbench.converter.ingest.Limits;
import org.p2vworkbench.converter.raid.DiskSets;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;
import org.p2vworkbench.disks.image.qcow2.Qcow2Options;
import org.p2vworkbench.fixups.repair.RepairOptions;

/**
 * How a machine is migrated.
 *
 * @param flattenRaid whether arrays of Linux md become partitions
 * @param limits over the wire, of this machine
 * @param delta whether a machine that was copied before is brought up to date
 * @param discardChanges what was changed in the copy since may go then
 * @param repair how the guest is repaired; empty when it is not
 */
public record MigrationOptions(
        ConvertOptions.Format format,
        Qcow2Compression compression,
        boolean flatten,
        boolean allBlocks,
        boolean verify,
        boolean degradedAllowed,
        boolean keepMembers,
        boolean flattenRaid,
        Limits limits,
        boolean delta,
        boolean discardChanges,
        Optional<RepairOptions> repair) {

    /** Threads per disk: so many chunks are under way between two machines. Each costs its chunk of memory. */
    static final int IN_FLIGHT = 8;

    /** Of a machine that is copied because it is there. */
    public static final MigrationOptions USUAL = new MigrationOptions(
            ConvertOptions.Format.QCOW2,
            Qcow2Compression.NONE,
            false,
            false,
            true,
            false,
            false,
            false,
            Limits.NONE,
            false,
            false,
            Optional.of(RepairOptions.USUAL));

    DiskSets sets() {
        return new DiskSets(degradedAllowed, keepMembers, flattenRaid);
    }

    ConvertOptions in(Path store) {
        return new ConvertOptions(
                store,
                format,
                Qcow2Options.compressed(compression),
                flatten,
                allBlocks ? ConvertOptions.Blocks.ALL : ConvertOptions.Blocks.USED,
                verify,
                repair,
                IN_FLIGHT,
                1,
                List.of());
    }
}
