package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Fuzz target: one of a folder's small files with any content. The disk opens and reads, or an IOException says why not.
 */
public final class ClonezillaFuzz {

    /** By the first byte of the input. */
    static final List<String> FILES = List.of(
            "sda-pt.sf", "sda-pt.parted", "lvm_vg.conf", "lvm_vg_dev.list", "swappt-sda3.info", "parts", "sda-gpt-1st");

    private static HandMadeFolder folder;

    private ClonezillaFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        String file = FILES.get(Math.floorMod(data[0], FILES.size()));
        try {
            HandMadeFolder good = folder();
            byte[] before = Files.readAllBytes(good.path.resolve(file));
            good.write(file, Arrays.copyOfRange(data, 1, data.length));
            try {
                look(good);
            } finally {
                good.write(file, before);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void look(HandMadeFolder folder) {
        try (ClonezillaDisk disk = folder.open()) {
            disk.read(0, ByteBuffer.allocate((int) Math.min(disk.size(), 4 << 20)));
            disk.extents(0, disk.size());
            int last = (int) Math.min(disk.size(), 1 << 16);
            disk.read(disk.size() - last, ByteBuffer.allocate(last));
        } catch (IOException expected) {
            // Malformed files are said to be so.
        }
    }

    /** A GPT disk with a physical volume, a plain partition and swap. */
    static synchronized HandMadeFolder folder() throws IOException {
        if (folder == null) {
            Path path = Files.createTempDirectory("p2v-clonezilla-fuzz");
            folder = new HandMadeFolder(path);
            folder.write("sda-pt.sf", """
                    label: gpt
                    label-id: 0FDEA9C5-D5A0-3C4B-95D0-9789E650E5C8
                    unit: sectors
                    first-lba: 34

                    /dev/sda1 : start=2048, size=12288, type=E6D6D379-F507-44C2-A23C-238F2A3DF928, uuid=D92AC8C1-1111-4222-8333-444455556666, name="pv"
                    /dev/sda2 : start=14336, size=6144, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, attrs="RequiredPartition GUID:60"
                    /dev/sda3 : start=20480, size=2048, type=0657FD6D-A4AB-43C4-84E5-0933C84B4F4F
                    """);
            folder.write("lvm_vg_dev.list", "vg /dev/sda1 " + LvmFolderTest.PV1);
            folder.write(
                    "lvm_vg.conf",
                    LvmFolderTest.CONF.replace("\"pv0\", 8", "\"pv1\", 3").replace("\"pv0\", 5", "\"pv0\", 8"));
            folder.write("vg-root.dd-ptcl-img.uncomp", new byte[3 << 20]);
            folder.write("vg-data.dd-ptcl-img.uncomp", new byte[4 << 20]);
            folder.write("swappt-sda3.info", "UUID=\"11223344-5566-4788-99aa-bbccddeeff00\"\nLABEL=\"swap\"\n");
            try (ClonezillaDisk disk = folder.open()) {
                ByteBuffer table = ByteBuffer.allocate(34 * 512);
                disk.read(0, table);
                folder.write("sda-gpt-1st", table.array());
            }
            folder.open().close();
        }
        return folder;
    }
}
