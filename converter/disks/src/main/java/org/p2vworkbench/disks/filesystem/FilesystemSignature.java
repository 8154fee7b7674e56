package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.p2vworkbench.disks.BlockSource;

/**
 * What a volume says it holds.
 *
 * <p>Reading the table of a whole disk comes first: a RAID superblock at the end of a disk's last partition is also one
 * at the end of the disk.
 *
 * @param type as blkid names it (TYPE): "ext4", "ntfs", "LVM2_member"
 * @param version as blkid has it (VERSION); empty where it has none
 * @param label empty when the volume has none
 * @param uuid as blkid prints it, which for some types is no UUID; empty when the volume has none
 */
public record FilesystemSignature(String type, String version, String label, String uuid) {

    private static final Set<String> BOOT_SECTOR_TYPES = Set.of("vfat", "exfat", "ntfs", "BitLocker");

    /** In the order of blkid: what wraps a filesystem is asked before the filesystem it may wrap. */
    private static final List<Probe> PROBES = Stream.of(filesystems(), LayerProbes.ALL, RaidMemberProbes.ALL)
            .flatMap(List::stream)
            .toList();

    private static List<Probe> filesystems() {
        return List.of(
                new MdProbe(),
                new LvmProbe(),
                new LuksProbe(),
                new BitLockerProbe(),
                new NtfsProbe(),
                new ExfatProbe(),
                new FatProbe(),
                new SwapProbe(),
                new XfsProbe(),
                new ExtProbe(),
                new BtrfsProbe());
    }

    /** The signature of the first format that recognises {@code volume}; empty when none does. */
    public static Optional<FilesystemSignature> of(BlockSource volume) throws IOException {
        for (Probe probe : PROBES) {
            Optional<FilesystemSignature> found = probe.probe(volume);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whether its first sector is a boot sector, which ends in the same two bytes as an MBR. */
    public boolean startsWithBootSector() {
        return BOOT_SECTOR_TYPES.contains(type);
    }
}
