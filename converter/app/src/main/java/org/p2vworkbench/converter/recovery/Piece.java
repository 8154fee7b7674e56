package org.p2vworkbench.converter.recovery;

import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.partclone.PartcloneWriter;

/**
 * What one image of a set is made of: a partition or a logical volume.
 *
 * @param device the name its files begin with: "sda1", "vg-root"
 * @param path what it is restored to: "/dev/sda1", "/dev/vg/root"
 * @param program what its files are named by: "ext4", or "dd" for all bytes as they are
 * @param used writes the used blocks; empty when all bytes are saved
 * @param wholeBecause why all bytes are, one sentence; empty when they are not
 */
public record Piece(
        String device,
        String path,
        BlockSource bytes,
        Optional<FilesystemSignature> signature,
        String program,
        Optional<PartcloneWriter> used,
        String wholeBecause) {

    static final String WHOLE = "dd";

    /** Bytes that have to be read for it. */
    public long bytesToRead() {
        return used.map(PartcloneWriter::usedBytes).orElse(bytes.size());
    }

    /** How long its image is before it is compressed. */
    long plainBytes() {
        return used.map(PartcloneWriter::plainBytes).orElse(bytes.size());
    }
}
