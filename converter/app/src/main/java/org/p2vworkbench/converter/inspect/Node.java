package org.p2vworkbench.converter.inspect;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Structure;

/**
 * One thing found, with what was found in it. Names, labels and texts are as they are on the disk, hostile ones included.
 *
 * @param offset where it begins on its disk; 0 for what is no part of a disk
 * @param type in the words of the thing's own tools: "0x83", "ext4", "vmdk streamOptimized", "gpt"
 * @param description the type as people call it; empty where the type says it all
 * @param usedBytes how much of it is in use; empty while nothing has told
 * @param clean whether it was put away cleanly; empty while nothing has told
 * @param uuid its identifier in the words of blkid, which is not always a UUID; empty without one
 * @param findings what an operator should know, a sentence each
 * @param failure why it could not be looked at
 * @param structures the headers of an image, where they were asked for
 */
public record Node(
        Kind kind,
        String name,
        long offset,
        long sizeBytes,
        String type,
        String description,
        Optional<Long> usedBytes,
        Optional<Boolean> clean,
        String label,
        String uuid,
        List<String> findings,
        Optional<Exception> failure,
        List<Structure> structures,
        List<Node> children) {

    /** What it is. */
    public enum Kind {
        MACHINE,
        DISK,
        /** A file of the chain that the disk is read from, the one named first. */
        IMAGE,
        /** A RAID set across disks, with what lies on its volume. */
        RAID,
        /** A partition table. */
        TABLE,
        PARTITION,
        /** A volume group of LVM, or a disk group of Windows. */
        GROUP,
        /** A volume of a group. */
        VOLUME,
        /** What a disk, partition or volume holds, by its signature: also swap, members of sets and encrypted volumes. */
        FILESYSTEM
    }

    public Node {
        findings = List.copyOf(findings);
        structures = List.copyOf(structures);
        children = List.copyOf(children);
    }
}
