package org.p2vworkbench.disks.clonezilla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;

/** What a folder's small files say, and what happens when they lie. */
final class ClonezillaFolderTest {

    @TempDir
    Path temp;

    private HandMadeFolder folder;

    @BeforeEach
    void make() throws IOException {
        folder = new HandMadeFolder(temp.resolve("2010-05-01-img"));
    }

    private static byte[] bytes(BlockSource disk, long sector, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count * 512);
        disk.read(sector * 512, bytes);
        return bytes.array();
    }

    @Test
    void partitionsLieWhereTheTableSays() throws IOException {
        try (ClonezillaDisk disk = folder.open()) {
            assertThat(disk.size()).isEqualTo(16 << 20);
            assertThat(disk.name()).isEqualTo("2010-05-01-img/sda");
            assertThat(bytes(disk, 2048, 2048)).isEqualTo(HandMadeFolder.filled(2048 * 512, 1));
            assertThat(bytes(disk, 4096, 6144)).isEqualTo(HandMadeFolder.filled(6144 * 512, 2));
            assertThat(bytes(disk, 10240, 100)).containsOnly(0);
            ByteBuffer mbr = ByteBuffer.wrap(bytes(disk, 0, 1)).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(mbr.getInt(440)).isEqualTo(0x01020304);
            assertThat(mbr.get(446)).isEqualTo((byte) 0x80);
            assertThat(mbr.get(450)).isEqualTo((byte) 0x83);
            assertThat(mbr.getInt(462 + 8)).isEqualTo(4096);
            assertThat(mbr.getInt(462 + 12)).isEqualTo(6144);
            assertThat(disk.notes())
                    .contains("sda: its boot code was not saved; the guest may need its boot loader put back");
        }
    }

    @Test
    void bootCodeAndWhatIsBehindItAreTakenAsSaved() throws IOException {
        byte[] mbr;
        try (ClonezillaDisk disk = folder.open()) {
            mbr = bytes(disk, 0, 1);
        }
        Arrays.fill(mbr, 0, 440, (byte) 0x90);
        System.arraycopy("GRUB ".getBytes(), 0, mbr, 0x180, 5);
        folder.write("sda-mbr", mbr);
        try (ClonezillaDisk disk = folder.open()) {
            assertThat(disk.notes()).anyMatch(note -> note.contains("GRUB has to be installed again"));
        }
        folder.write("sda-hidden-data-after-mbr", HandMadeFolder.filled(2047 * 512, 9));

        try (ClonezillaDisk disk = folder.open()) {
            assertThat(bytes(disk, 0, 1)).isEqualTo(mbr);
            assertThat(bytes(disk, 1, 2047)).isEqualTo(HandMadeFolder.filled(2047 * 512, 9));
        }
    }

    @Test
    void logicalPartitionsAreChainedAgain() throws IOException {
        folder.write("parts", "sda1 sda5 sda6");
        folder.write("sda-pt.sf", """
                # partition table of /dev/sda
                unit: sectors

                /dev/sda1 : start=       63, size=     1953, Id=83, bootable
                /dev/sda2 : start=     4032, size=    20000, Id= f
                /dev/sda3 : start=        0, size=        0, Id= 0
                /dev/sda4 : start=        0, size=        0, Id= 0
                /dev/sda5 : start=     4095, size=     2048, Id= 7
                /dev/sda6 : start=     8192, size=     2048, Id=83
                """);
        folder.delete("sda2.dd-ptcl-img.uncomp");
        folder.write("sda1.dd-ptcl-img.uncomp", HandMadeFolder.filled(1953 * 512, 1));
        folder.write("sda5.dd-ptcl-img.uncomp", HandMadeFolder.filled(2048 * 512, 5));
        folder.write("sda6.dd-ptcl-img.uncomp", HandMadeFolder.filled(2048 * 512, 6));

        try (ClonezillaDisk disk = folder.open()) {
            List<Partition> found = PartitionTable.of(disk).partitions();
            assertThat(found).extracting(Partition::startBytes).contains(63L * 512, 4095L * 512, 8192L * 512);
            assertThat(bytes(disk, 8192, 1)).isEqualTo(Arrays.copyOf(HandMadeFolder.filled(512, 6), 512));
        }
    }

    @Test
    void swapIsMadeAgainWithItsNames() throws IOException {
        folder.write("parts", "sda1");
        folder.delete("sda2.dd-ptcl-img.uncomp");
        folder.write("swappt-sda2.info", "UUID=\"11223344-5566-4788-99aa-bbccddeeff00\"\nLABEL=\"$(touch /tmp/x)\"\n");

        try (ClonezillaDisk disk = folder.open()) {
            ByteBuffer page = ByteBuffer.wrap(bytes(disk, 4096, 8)).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(page.getInt(1024)).isEqualTo(1);
            assertThat(page.getInt(1028)).isEqualTo(6144 / 8 - 1);
            assertThat(page.get(1036)).isEqualTo((byte) 0x11);
            assertThat(page.get(1036 + 15)).isEqualTo((byte) 0x00);
            assertThat(new String(page.array(), 1052, 16)).startsWith("$(touch /tmp/x)");
            assertThat(new String(page.array(), 4086, 10)).isEqualTo("SWAPSPACE2");
        }
    }

    private void assertRefused(String message, String next) {
        assertThatThrownBy(() -> folder.open().close())
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining(message)
                .extracting(failure -> ((DiskFormatException) failure).next())
                .asString()
                .contains(next);
    }

    @Test
    void namesThatLeadOutOfTheFolderAreRefused() throws IOException {
        for (String name : List.of("../etc/shadow", "sda1/../../x", "/dev/../sda", ".", "-rf", "$(id)", "sd;a")) {
            folder.write("parts", name);
            assertRefused("names the device '%s'".formatted(name), "look into it");
        }
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
        Files.writeString(temp.resolve("outside"), "secret");
        folder.delete("sda2.dd-ptcl-img.uncomp");
        Files.createSymbolicLink(folder.path.resolve("sda2.dd-ptcl-img.uncomp"), temp.resolve("outside"));

        assertRefused("sda2 @ 0x0: has no image in the folder", "Copy the whole folder again");
    }

    @Test
    void aMissingImageIsNamed() throws IOException {
        folder.delete("sda1.dd-ptcl-img.uncomp");

        assertRefused("sda1 @ 0x0: has no image in the folder, and 'parts' says that it was saved", "Copy the whole");
    }

    @Test
    void aMissingPieceIsNamed() throws IOException {
        byte[] all = HandMadeFolder.filled(2048 * 512, 1);
        folder.delete("sda1.dd-ptcl-img.uncomp");
        folder.write("sda1.dd-ptcl-img.uncomp.aa", Arrays.copyOf(all, 500_000));
        folder.write("sda1.dd-ptcl-img.uncomp.ac", Arrays.copyOfRange(all, 1_000_000, all.length));

        assertRefused("sda1.dd-ptcl-img.uncomp.ab @ 0x0: is missing", "Copy the whole");

        folder.write("sda1.dd-ptcl-img.uncomp.ab", Arrays.copyOfRange(all, 500_000, 999_000));
        assertRefused("sda1.dd-ptcl-img.uncomp.ab @ 0x0: has 499000 bytes, and the piece before it 500000", "Copy");

        folder.write("sda1.dd-ptcl-img.uncomp.ab", Arrays.copyOfRange(all, 500_000, 1_000_000));
        try (ClonezillaDisk disk = folder.open()) {
            assertThat(bytes(disk, 2048, 2048)).isEqualTo(all);
        }
    }

    @Test
    void anImageThatEndsEarlyIsNamedWhenItIsRead() throws IOException {
        folder.write("sda2.dd-ptcl-img.uncomp", HandMadeFolder.filled(6000 * 512, 2));

        try (ClonezillaDisk disk = folder.open()) {
            assertThatThrownBy(() -> bytes(disk, 4096, 6144))
                    .hasMessageContaining(
                            "2010-05-01-img/sda2.dd-ptcl-img.uncomp @ 0x2ee000: its content ends at byte");
        }
    }

    @Test
    void tablesThatDisagreeAreRefused() throws IOException {
        byte[] mbr;
        try (ClonezillaDisk disk = folder.open()) {
            mbr = bytes(disk, 0, 1);
        }
        mbr[446 + 8] = 1;
        folder.write("sda-mbr", mbr);
        assertRefused("has a partition 1 of 2048 sectors from 2049, and 'sda-pt.sf' one of 2048 from 2048", "find out");

        folder.delete("sda-mbr");
        folder.write("parts", "sda1 sda2 sda3");
        assertRefused("names sda3, which is in none of the tables of sda", "disagree");
    }

    @Test
    void partitionsThatOverlapAreRefused() throws IOException {
        folder.write(
                "sda-pt.sf",
                "label: dos\nunit: sectors\n/dev/sda1 : start=2048, size=4096, type=83\n"
                        + "/dev/sda2 : start=4096, size=6144, type=7\n");

        assertRefused("begins before what is in front of it ends at 0x300000", "do not fit together");
    }

    @Test
    void linesThatAreNoneOfSfdisksAreRefused() throws IOException {
        for (String line : List.of(
                "/dev/sda1 : start=-1, size=3, type=83",
                "/dev/sda1 : start=1, size=99999999999999999999, type=83",
                "/dev/sda1 : start=1, size=2 type==\"83",
                "/dev/sda : start=1, size=2, type=83",
                "/dev/sda1 : name=\"" + "\\\\x".repeat(100_000) + "\"",
                "/dev/sdb1 : start=1, size=2, type=83")) {
            folder.write("sda-pt.sf", "label: dos\nunit: sectors\n" + line + "\n");
            assertRefused("line ", "copy the folder again");
        }
    }

    @Test
    void twoImagesOfOneDeviceAreRefused() throws IOException {
        folder.write("sda1.ext4-ptcl-img.zst", new byte[9]);

        assertRefused("is not the only image of sda1", "Move all but the right one");
    }

    @Test
    void whatIsNotReadIsRefusedWithARemedy() throws IOException {
        folder.delete("sda1.dd-ptcl-img.uncomp");
        folder.write("sda1.dd-ptcl-img.lzo", new byte[9]);
        assertOpenSays("is compressed by lzop", "lzop -d");
        folder.delete("sda1.dd-ptcl-img.lzo");

        folder.write("sda1.000", new byte[9]);
        assertRefused("partimage", "Restore it with partimage");
        folder.delete("sda1.000");

        folder.write("parts", "md0");
        assertRefused("an array of several disks", "convert those together");

        folder.write("00-pseudo-img-note.txt", "");
        assertRefused("only stands for an image", "Name the folder");

        folder.write("ecryptfs.info", "disk_of_img=\"$(reboot)\"");
        assertRefused("is encrypted", "ocs-decrypt-img");
    }

    private void assertOpenSays(String message, String next) {
        assertThatThrownBy(() -> {
                    try (ClonezillaDisk disk = folder.open()) {
                        bytes(disk, 2048, 1);
                    }
                })
                .hasMessageContaining(message)
                .extracting(failure -> ((DiskFormatException) failure).next())
                .asString()
                .contains(next);
    }

    @Test
    void aNameAndAContentThatDisagreeAreRefused() throws IOException {
        folder.delete("sda1.dd-ptcl-img.uncomp");
        folder.write("sda1.dd-ptcl-img.zst", new byte[] {0x1f, (byte) 0x8b, 8, 0});

        assertRefused("is named like ZSTD and begins like GZIP", "correct the name");
    }

    @Test
    void partitionsAloneAreReadWithTheTableAroundThem() throws IOException {
        folder.delete("disk");
        folder.delete("sda2.dd-ptcl-img.uncomp");
        folder.write("parts", "sda1");

        try (ClonezillaDisk disk = folder.open()) {
            assertThat(bytes(disk, 4096, 6144)).containsOnly(0);
            assertThat(disk.notes()).contains("sda2 was not saved; it is empty");
        }
    }

    @Test
    void aDiskOfCcissIsFoundByItsFileNames() throws IOException {
        HandMadeFolder old = new HandMadeFolder(temp.resolve("old"));
        old.write("disk", "cciss/c0d0");
        old.write("parts", "cciss/c0d0p1");
        old.write("cciss-c0d0-pt.sf", "unit: sectors\n/dev/cciss/c0d0p1 : start=63, size=2048, Id=83\n");
        old.write("cciss-c0d0-pt.parted", "Disk /dev/cciss/c0d0: 9999s\n");
        old.write("cciss-c0d0p1.dd-img.aa", HandMadeFolder.filled(2048 * 512, 1));

        try (ClonezillaDisk disk = old.read().open("cciss-c0d0")) {
            assertThat(disk.size()).isEqualTo(9999L * 512);
            assertThat(bytes(disk, 63, 2048)).isEqualTo(HandMadeFolder.filled(2048 * 512, 1));
        }
    }
}
