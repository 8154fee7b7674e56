package org.p2vworkbench.disks.volume;

import java.util.List;

/**
 * Volumes that share their disks: a volume group of LVM2, a disk group of Windows.
 *
 * @param format whose metadata: "lvm2", "ldm"
 * @param name as the old machine called it; two groups may carry the same one
 * @param uuid tells them apart, in the words of the group's own tools
 * @param parts what the group is made of, those that are missing included
 * @param volumes in the order of the metadata
 * @param findings what an operator should know or do, a sentence each
 */
public record VolumeGroup(
        String format, String name, String uuid, List<VolumePart> parts, List<Volume> volumes, List<String> findings) {

    public VolumeGroup {
        parts = List.copyOf(parts);
        volumes = List.copyOf(volumes);
        findings = List.copyOf(findings);
    }
}
