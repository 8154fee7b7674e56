package org.p2vworkbench.disks.volume.lvm;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.volume.VolumeGroup;

/**
 * The description of a group as {@code vgcfgbackup} keeps it and {@code vgcfgrestore} reads it. It is the text that the
 * group's own physical volumes hold, where {@code contents} and {@code version} stand behind the group instead of before
 * it; the order means nothing to the reader (LVM2 lib/format_text/import.c).
 */
public final class LvmBackup {

    private LvmBackup() {}

    /**
     * The newest text among {@code volumes} that describes {@code group}; empty when none of them holds one.
     *
     * @param volumes the group's physical volumes
     */
    public static Optional<String> of(VolumeGroup group, List<BlockSource> volumes) throws IOException {
        String newest = null;
        long seqno = -1;
        for (BlockSource volume : volumes) {
            Optional<PvLabel> label = PvLabel.in(volume);
            for (PvLabel.Area area : label.map(PvLabel::metadataAreas).orElse(List.of())) {
                Optional<String> text = readable(volume, area);
                if (text.isPresent()) {
                    VgDescription found = VgDescription.parse(volume.name(), text.get());
                    if (found.id().equals(group.uuid()) && found.seqno() > seqno) {
                        seqno = found.seqno();
                        newest = text.get();
                    }
                }
            }
        }
        return Optional.ofNullable(newest).map(LvmBackup::withoutEnd);
    }

    private static Optional<String> readable(BlockSource volume, PvLabel.Area area) throws IOException {
        try {
            return new MetadataArea(volume, area).text();
        } catch (DiskFormatException damaged) {
            // Another area or another volume holds the same text.
            return Optional.empty();
        }
    }

    /** A text on disk ends in a zero byte, a file does not. */
    private static String withoutEnd(String text) {
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
