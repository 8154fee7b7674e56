package org.p2vworkbench.disks.image.vhd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Finds the footer that counts. It is the last 512 bytes of the file, or 511 in old images. Images that are not fixed
 * have a copy at the start, for when the end was damaged or not yet written (specification, "Dynamic Disk Image").
 */
final class FooterSearch {

    /**
     * @param dataEnd where the footer starts, or the end of the file when the copy had to be used
     */
    record Found(VhdFooter footer, long dataEnd) {}

    private FooterSearch() {}

    /**
     * A copy at the start, or a footer at the end. Eight letters at the end of a file are weak evidence that it is no
     * raw disk, so there the version must fit as well.
     */
    static boolean plausible(BlockSource file) throws IOException {
        return hasCookie(file, 0)
                || hasFooter(file, file.size() - VhdFooter.SIZE)
                || hasFooter(file, file.size() - VhdFooter.OLD_SIZE);
    }

    static Found find(BlockSource file) throws IOException {
        int length = hasCookie(file, file.size() - VhdFooter.SIZE) || !hasCookie(file, file.size() - VhdFooter.OLD_SIZE)
                ? VhdFooter.SIZE
                : VhdFooter.OLD_SIZE;
        long end = file.size() - length;
        if (end < 0) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), 0),
                    "a VHD has a footer of %d bytes, the file has %d bytes".formatted(VhdFooter.SIZE, file.size()),
                    "The image is cut short; copy it again from where it came from.");
        }
        try {
            return new Found(VhdFooter.parse(file, end, length), end);
        } catch (DiskFormatException endDamaged) {
            return copyAtStart(file, endDamaged)
                    .map(copy -> new Found(copy, file.size()))
                    .orElseThrow(() -> endDamaged);
        }
    }

    /** Only a copy that is whole and not that of a fixed disk, whose start belongs to the guest, is believed. */
    private static Optional<VhdFooter> copyAtStart(BlockSource file, DiskFormatException endDamaged)
            throws IOException {
        try {
            return Optional.of(VhdFooter.parse(file, 0, VhdFooter.SIZE))
                    .filter(copy -> copy.type() != VhdFooter.Type.FIXED);
        } catch (DiskFormatException startDamaged) {
            endDamaged.addSuppressed(startDamaged);
            return Optional.empty();
        }
    }

    private static boolean hasFooter(BlockSource file, long at) throws IOException {
        return hasCookie(file, at) && bytesAt(file, at + 12, 4).getInt(0) == VhdFooter.VERSION;
    }

    private static boolean hasCookie(BlockSource file, long at) throws IOException {
        return at >= 0
                && at <= file.size() - VhdFooter.OLD_SIZE
                && bytesAt(file, at, 8).getLong(0) == VhdFooter.COOKIE;
    }

    private static ByteBuffer bytesAt(BlockSource file, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        file.read(at, bytes);
        return bytes;
    }
}
