package org.p2vworkbench.disks.raid.md;

import java.time.Instant;
import java.util.Optional;

/**
 * What a superblock says of the whole array.
 *
 * @param uuid as mdadm prints it
 * @param name "host:name"; empty in format 0.90
 * @param clean all writes had reached all members
 * @param zoneLayout that the layout of a RAID 0 over unequal members is recorded
 * @param journal writes go through a journal device first
 * @param partialParityLog parity under way is logged on the members
 * @param unknownFeatures bits of the feature map that no kernel up to 6.12 sets: what they change is not known
 */
record MdArray(
        String uuid,
        String name,
        Instant created,
        MdGeometry geometry,
        Optional<MdReshape> reshape,
        boolean clean,
        boolean zoneLayout,
        boolean journal,
        boolean partialParityLog,
        long unknownFeatures) {}
