package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.p2vworkbench.disks.image.raw.HoleMap;

/** An image folder written file by file: one MBR disk of 16 MiB with two partitions that dd saved. */
final class HandMadeFolder {

    static final int SECTORS = 32768;

    final Path path;

    HandMadeFolder(Path path) throws IOException {
        this.path = Files.createDirectories(path);
        write("parts", "sda1 sda2\n");
        write("disk", "sda\n");
        write("sda-pt.sf", """
                label: dos
                label-id: 0x01020304
                device: /dev/sda
                unit: sectors

                /dev/sda1 : start=        2048, size=        2048, type=83, bootable
                /dev/sda2 : start=        4096, size=        6144, type=7
                """);
        write(
                "sda-pt.parted",
                "Model: ATA DISK (scsi)\nDisk /dev/sda: %ds\nSector size (logical/physical): 512B/512B\n"
                                .formatted(SECTORS)
                        + "Partition Table: msdos\nDisk Flags: \n");
        write("sda1.dd-ptcl-img.uncomp", filled(2048 * 512, 1));
        write("sda2.dd-ptcl-img.uncomp", filled(6144 * 512, 2));
    }

    /** Bytes that differ from place to place. */
    static byte[] filled(int length, int seed) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i / 512 * 31 + i * 7 + seed);
        }
        return bytes;
    }

    void write(String file, String text) throws IOException {
        Files.writeString(path.resolve(file), text);
    }

    void write(String file, byte[] bytes) throws IOException {
        Files.write(path.resolve(file), bytes);
    }

    void delete(String file) throws IOException {
        Files.delete(path.resolve(file));
    }

    ClonezillaFolder read() throws IOException {
        return ClonezillaFolder.read(path, false, HoleMap.UNKNOWN);
    }

    ClonezillaDisk open() throws IOException {
        return read().open("sda");
    }
}
