package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.PlacedSources;
import org.p2vworkbench.disks.partclone.RecentWindows;
import org.p2vworkbench.disks.partclone.SavedVolume;
import org.p2vworkbench.disks.partclone.StreamedVolume;
import org.p2vworkbench.disks.volume.lvm.GroupBackup;

/** What was saved of the devices of one disk, each opened as large as it was. */
final class Contents {

    private static final int SECTOR_BYTES = Piece.SECTOR_BYTES;
    /** In NTFS's boot sector: bytes per sector, and the sectors before its copy (ntfs-3g, include/ntfs-3g/layout.h). */
    private static final int BYTES_PER_SECTOR_AT = 11;

    private static final int SECTORS_AT = 40;

    private final ImageFiles files;
    private final PhysicalVolumes physical;
    private final RecentWindows recent = new RecentWindows();
    private final List<String> notes = new ArrayList<>();

    Contents(ImageFiles files) throws IOException {
        this.files = files;
        physical = PhysicalVolumes.read(files);
    }

    /** What an operator should know of what was opened. */
    List<String> notes() {
        return notes;
    }

    /** The content of a device, or nothing where none was saved. */
    Optional<BlockSource> open(String device, long bytes) throws IOException {
        if (physical.has(device)) {
            return physicalVolume(device, bytes);
        }
        Optional<DataFile> file = DataFile.of(device, files);
        if (file.isPresent()) {
            return Optional.of(volume(file.get(), bytes));
        }
        if (files.has(SwapArea.file(device))) {
            byte[] page = SwapArea.read(files, device).firstPage(bytes);
            return Optional.of(new Padded(new MemorySource("swap of " + device, page), bytes));
        }
        return Optional.empty();
    }

    private BlockSource volume(DataFile file, long bytes) throws IOException {
        SavedVolume saved = file.open(files, bytes);
        saved.notes().forEach(note -> notes.add("%s %s".formatted(file.name(), note)));
        BlockSource volume = new Padded(new StreamedVolume(files.at(file.name()).source(), saved, recent), bytes);
        if (!saved.lacksLastSector() || bytes < 2 * SECTOR_BYTES) {
            return volume;
        }
        try {
            return withLastSector(volume, saved.size());
        } catch (IOException | RuntimeException failure) {
            volume.close();
            throw failure;
        }
    }

    /** Windows and ntfsfix look for the copy of the boot sector behind the last cluster. */
    private static BlockSource withLastSector(BlockSource volume, long savedBytes) throws IOException {
        ByteBuffer boot = ByteBuffer.allocate(SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        volume.read(0, boot);
        long at = volume.size() - SECTOR_BYTES;
        long said = boot.getLong(SECTORS_AT);
        if (boot.getShort(BYTES_PER_SECTOR_AT) == SECTOR_BYTES && said > 0 && said < at / SECTOR_BYTES) {
            at = said * SECTOR_BYTES;
        }
        if (at < savedBytes) {
            return volume;
        }
        return new PlacedSources(
                volume.name(),
                volume.size(),
                List.of(
                        new PlacedSources.Place(0, new Padded(volume, at)),
                        new PlacedSources.Place(at, new MemorySource("backup boot sector", boot.array()))),
                List.of(volume));
    }

    private Optional<BlockSource> physicalVolume(String device, long bytes) throws IOException {
        Optional<GroupBackup> group = physical.group(device);
        if (group.isEmpty()) {
            notes.add("%s was a physical volume of LVM without a group; it is empty now".formatted(device));
            return Optional.of(new Padded(new MemorySource(device, new byte[0]), bytes));
        }
        GroupBackup.Layout layout = group.get().layout(physical.uuid(device), bytes);
        Map<String, BlockSource> volumes = new LinkedHashMap<>();
        try {
            List<PlacedSources.Place> parts = new ArrayList<>();
            parts.add(new PlacedSources.Place(0, new MemorySource("LVM label of " + device, layout.head())));
            for (GroupBackup.Run run : layout.runs()) {
                BlockSource volume = volumes.get(run.volume());
                if (volume == null) {
                    volume = logicalVolume(group.get(), run.volume());
                    volumes.put(run.volume(), volume);
                }
                parts.add(new PlacedSources.Place(run.at(), new StripeColumn(volume, run)));
            }
            return Optional.of(
                    new PlacedSources("physical volume " + device, bytes, parts, List.copyOf(volumes.values())));
        } catch (IOException | RuntimeException failure) {
            PlacedSources.closeAll(List.copyOf(volumes.values()));
            throw failure;
        }
    }

    private BlockSource logicalVolume(GroupBackup group, String name) throws IOException {
        long bytes = group.volumes().stream()
                .filter(volume -> volume.name().equals(name))
                .findFirst()
                .orElseThrow()
                .sizeBytes();
        String device = DeviceName.of(group.name() + "/" + name, files, "lvm_" + group.name() + ".conf");
        Optional<BlockSource> content = open(device, bytes);
        return content.orElseThrow(() -> files.damaged(
                device,
                "has no image in the folder, and the volume %s is in the group %s".formatted(name, group.name()),
                "Copy the whole folder again from where the image was saved."));
    }
}
