package org.p2vworkbench.converter.evidence;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What evidence.json holds.
 *
 * @param program name and version that read the disks back
 * @param source where the machine was read from
 * @param copyStarted and {@code copyFinished}: as report.json has them
 * @param signedAt when the disks had just been read back, all as recorded
 * @param key SHA-256 of the public key
 * @param changesSha256 of fixups/changes.json, the list of what was changed in the guest; empty when nothing was
 */
record MachineEvidence(
        int schemaVersion,
        String machine,
        UUID uuid,
        String program,
        String source,
        String copyStarted,
        String copyFinished,
        String signedAt,
        String key,
        List<Disk> disks,
        int changes,
        Optional<String> changesSha256,
        String reportSha256) {

    static final int SCHEMA_VERSION = 1;

    /**
     * A disk.
     *
     * @param image the file that was read back, in the machine's folder
     * @param root of the hash tree over all chunks
     * @param ledgerSha256 of the file with the hashes of all chunks
     * @param lostBytes that could not be read of the source and are zeros
     */
    record Disk(
            String name,
            String image,
            long virtualBytes,
            int chunkBytes,
            String root,
            String ledgerSha256,
            long lostBytes) {}
}
