package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.disks.BlockSource;

/**
 * BitLocker (libbde, "BitLocker Drive Encryption (BDE) format", sections 3 and 4): a boot sector that says so instead of
 * NTFS, or, on a removable disk, one that looks like FAT32 and carries a known GUID. Little-endian.
 */
final class BitLockerProbe implements Probe {

    private static final String SIGNATURE = "-FVE-FS-";
    private static final UUID TO_GO = UUID.fromString("4967d63b-2e29-4ad8-8399-f6a339e3d001");
    private static final UUID USED_SPACE_ONLY = UUID.fromString("92a84d3b-dd80-4d0e-9e4e-b1e3284eaed8");

    @Override
    public Optional<FilesystemSignature> probe(BlockSource volume) throws IOException {
        Optional<Glimpse> sector = Glimpse.littleEndian(volume, 0, 512);
        if (sector.isEmpty()) {
            return Optional.empty();
        }
        Glimpse boot = sector.get();
        if (boot.says(3, SIGNATURE)) {
            UUID guid = boot.block().guid(160, "");
            return Optional.of(signature(volume, boot, TO_GO.equals(guid) || USED_SPACE_ONLY.equals(guid) ? 176 : -1));
        }
        if (boot.says(3, "MSWIN4.1") && TO_GO.equals(boot.block().guid(424, ""))) {
            return Optional.of(signature(volume, boot, 440));
        }
        return Optional.empty();
    }

    /** The version is in the metadata, which Vista found by a field of NTFS and everything since by an offset. */
    private static FilesystemSignature signature(BlockSource volume, Glimpse boot, int offsetAt) throws IOException {
        String version = offsetAt < 0
                ? "1"
                : Glimpse.littleEndian(volume, boot.bits64(offsetAt), 64)
                        .filter(metadata -> metadata.says(0, SIGNATURE))
                        .map(metadata -> Integer.toString(metadata.u16(10)))
                        .orElse("");
        return new FilesystemSignature("BitLocker", version, "", "");
    }
}
