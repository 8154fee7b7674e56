package org.p2vworkbench.disks.volume;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * One volume of a group.
 *
 * @param uuid in the words of the group's own tools; two volumes of one group never share it
 * @param type what it is made by: "linear", "striped", "mirror", "raid5", "thin", "spanned"
 * @param bytes empty when they cannot be had; then {@code findings} says why and what to do
 * @param findings what an operator should know or do, a sentence each
 * @param internal serves other volumes of the group (a leg of a mirror, the metadata of a pool), and holds nothing of
 *     its own to copy or to look into
 */
public record Volume(
        String name,
        String uuid,
        String type,
        long sizeBytes,
        VolumeState state,
        Optional<BlockSource> bytes,
        List<String> findings,
        boolean internal) {

    public Volume {
        findings = List.copyOf(findings);
    }
}
