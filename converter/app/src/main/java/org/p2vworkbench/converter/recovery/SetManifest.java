package org.p2vworkbench.converter.recovery;

import java.util.List;
import java.util.Optional;

/**
 * What p2v-manifest.json holds: every file of a set, and what it proves.
 *
 * @param program name and version that wrote the set
 * @param framePlainBytes what each frame of an image holds, but for the last: so any place in an image can be found
 * @param files all but this one and its own checksum
 */
public record SetManifest(
        int schemaVersion,
        String program,
        String machine,
        String created,
        String compression,
        int level,
        int framePlainBytes,
        List<Disk> disks,
        List<Image> images,
        List<StoredFile> files,
        List<String> warnings) {

    static final int SCHEMA_VERSION = 1;
    static final String NAME = "p2v-manifest.json";
    static final String CHECKSUM_NAME = "p2v-manifest.sha256";

    public SetManifest {
        disks = List.copyOf(disks);
        images = List.copyOf(images);
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /**
     * A disk.
     *
     * @param device its name in the set
     * @param name its name in the machine's folder
     * @param ledgerRoot of the ledger of its copy; empty for an image, which has none
     * @param lostBytes that could not be read of the source and are zeros
     */
    public record Disk(
            String device,
            String name,
            long sizeBytes,
            int sectorBytes,
            String table,
            Optional<String> ledgerRoot,
            long lostBytes) {}

    /**
     * An image of a partition or volume.
     *
     * @param filesystem as its files are named: "ext4", "dd"
     * @param usedBytes of the volume that are in it
     * @param plainBytes how long it is before it is compressed
     * @param files in order
     * @param frameStoredBytes how long each frame of it is
     */
    public record Image(
            String device,
            String path,
            String filesystem,
            long volumeBytes,
            long usedBytes,
            long plainBytes,
            List<String> files,
            List<Integer> frameStoredBytes,
            String wholeBecause) {

        public Image {
            files = List.copyOf(files);
            if (files.isEmpty() || filesystem == null) {
                throw new IllegalArgumentException("the image of %s has no files".formatted(device));
            }
            frameStoredBytes = List.copyOf(frameStoredBytes);
        }
    }
}
