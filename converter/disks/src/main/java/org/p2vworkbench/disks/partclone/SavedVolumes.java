package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.unpack.Unpacked;

/** Tells by its first bytes which program saved a volume. */
public final class SavedVolumes {

    private static final String PARTIMAGE = "PaRtImAgE-VoLuMe";

    private SavedVolumes() {}

    /** @param mostBytes the size of the place that the volume was in */
    public static SavedVolume open(StreamOpener opener, long mostBytes) throws IOException {
        try (Unpacked in = opener.open()) {
            byte[] first = new byte[PartcloneHeader.SIZE];
            int got = in.read(first, 0, first.length);
            if (starts(first, PARTIMAGE)) {
                throw new DiskFormatException(
                        new DiskAddress(in.name(), 0),
                        "is an image of partimage, which is not read here",
                        "Restore it with partimage onto a disk or an image file, and convert that.");
            }
            if (starts(first, NtfscloneVolume.MAGIC) && got == first.length) {
                return NtfscloneVolume.read(first, in.name(), opener, mostBytes);
            }
            if (!starts(first, PartcloneHeader.MAGIC) || got < first.length) {
                throw new DiskFormatException(
                        new DiskAddress(in.name(), 0),
                        "does not begin like an image of partclone or ntfsclone",
                        "The file is damaged, or none of Clonezilla's; copy it again from where it came from.");
            }
            return Ascii.of(first, PartcloneHeader.VERSION_AT, PartcloneHeader.VERSION_BYTES)
                            .equals(OldPartcloneVolume.VERSION)
                    ? OldPartcloneVolume.read(first, in, opener, mostBytes)
                    : PartcloneVolume.read(first, in, opener, mostBytes);
        }
    }

    /** A volume that is said to be saved byte by byte; nothing in it can prove that. */
    public static SavedVolume whole(StreamOpener opener, long bytes) {
        return new WholeVolume(bytes, opener);
    }

    private static boolean starts(byte[] bytes, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
    }
}
