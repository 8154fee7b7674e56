package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * FAT12, FAT16 and FAT32 (Microsoft, FAT: General Overview of On-Disk Format, version 1.03). The boot sector has no
 * certain signature, so its fields must also make sense together; the number of clusters says which FAT it is. The
 * label is an entry of the root folder. Little-endian.
 */
final class FatProbe implements Probe {

    private static final int MARK = 0xaa55;
    private static final long MOST_FAT12_CLUSTERS = 0xff4;
    private static final long MOST_FAT16_CLUSTERS = 0xfff4;
    private static final long MOST_FAT32_CLUSTERS = 0xffffff6;
    private static final int ENTRY_BYTES = 32;
    private static final int LABEL_ATTRIBUTE = 0x08;
    private static final int LONG_NAME_ATTRIBUTES = 0x0f;
    private static final int LABEL_BYTES = 11;
    private static final int DELETED = 0xe5;
    /** Formatting programs write the label first; folders of FAT12 and FAT16 end at 16 KiB anyway. */
    private static final long MOST_SEARCHED_BYTES = 16384;

    @Override
    public Optional<FilesystemSignature> probe(BlockSource volume) throws IOException {
        Optional<Glimpse> sector = Glimpse.littleEndian(volume, 0, 512);
        if (sector.isEmpty()) {
            return Optional.empty();
        }
        Optional<Layout> layout = Layout.of(sector.get());
        if (layout.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FilesystemSignature(
                "vfat", layout.get().version(), label(volume, layout.get()), uuid(sector.get(), layout.get())));
    }

    /** The volume serial number, which follows the extended boot signature 0x28 or 0x29. */
    private static String uuid(Glimpse boot, Layout layout) {
        int at = layout.isFat32() ? 66 : 38;
        if (boot.u8(at) != 0x28 && boot.u8(at) != 0x29) {
            return "";
        }
        long serial = boot.u32(at + 1);
        return serial == 0 ? "" : "%04X-%04X".formatted(serial >>> 16, serial & 0xffff);
    }

    private static String label(BlockSource volume, Layout layout) throws IOException {
        int length = (int) Math.min(layout.rootBytes(), MOST_SEARCHED_BYTES) / ENTRY_BYTES * ENTRY_BYTES;
        Optional<Glimpse> root = Glimpse.littleEndian(volume, layout.rootAt(), length);
        for (int at = 0; root.isPresent() && at < length; at += ENTRY_BYTES) {
            int first = root.get().u8(at);
            int attributes = root.get().u8(at + 11);
            if (first == 0) {
                return "";
            }
            if (first != DELETED
                    && (attributes & LONG_NAME_ATTRIBUTES) != LONG_NAME_ATTRIBUTES
                    && (attributes & (LABEL_ATTRIBUTE | 0x10)) == LABEL_ATTRIBUTE) {
                return root.get().utf8(at, LABEL_BYTES);
            }
        }
        return "";
    }

    /** Where the root folder is and how clusters are numbered. */
    private record Layout(String version, long rootAt, long rootBytes) {

        private static final List<String> WORDS = List.of("FAT12   ", "FAT16   ", "FAT     ", "MSDOS");

        boolean isFat32() {
            return version.equals("FAT32");
        }

        static Optional<Layout> of(Glimpse boot) {
            return looksLikeFat(boot) ? layout(boot) : Optional.empty();
        }

        private static boolean looksLikeFat(Glimpse boot) {
            boolean named = boot.says(82, "FAT32   ")
                    || boot.says(82, "MSWIN")
                    || WORDS.stream().anyMatch(word -> boot.says(54, word));
            boolean jumps = (boot.u8(0) == 0xeb || boot.u8(0) == 0xe9) && boot.u16(510) == MARK;
            int media = boot.u8(21);
            return (named || jumps)
                    && (media >= 0xf8 || media == 0xf0)
                    && Glimpse.isPowerOfTwo(boot.u16(11), 512, 4096)
                    && Glimpse.isPowerOfTwo(boot.u8(13), 1, 128)
                    && boot.u16(14) != 0
                    && boot.u8(16) != 0;
        }

        private static Optional<Layout> layout(Glimpse boot) {
            long sector = boot.u16(11);
            long cluster = boot.u8(13) * sector;
            boolean small = boot.u16(22) != 0;
            long fatSectors = small ? boot.u16(22) : boot.u32(36);
            long sectors = boot.u16(19) != 0 ? boot.u16(19) : boot.u32(32);
            long rootBytes = (long) boot.u16(17) * ENTRY_BYTES;
            long rootAt = (boot.u16(14) + boot.u8(16) * fatSectors) * sector;
            long dataAt = rootAt + (rootBytes + sector - 1) / sector * sector;
            long clusters = (sectors * sector - dataAt) / cluster;
            if (fatSectors == 0 || clusters <= 0 || clusters > (small ? MOST_FAT16_CLUSTERS : MOST_FAT32_CLUSTERS)) {
                return Optional.empty();
            }
            if (!small) {
                long root = boot.u32(44);
                return root < 2 || root - 2 >= clusters
                        ? Optional.empty()
                        : Optional.of(new Layout("FAT32", dataAt + (root - 2) * cluster, cluster));
            }
            String version = clusters > MOST_FAT12_CLUSTERS ? "FAT16" : "FAT12";
            return rootBytes == 0 ? Optional.empty() : Optional.of(new Layout(version, rootAt, rootBytes));
        }
    }
}
