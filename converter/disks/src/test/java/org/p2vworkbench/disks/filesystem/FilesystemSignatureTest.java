package org.p2vworkbench.disks.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.UnpackedImage;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.disk.SwapArea;

/** What we see in volumes made by others, against the reference data's README and against blkid. */
final class FilesystemSignatureTest {

    private static final UUID ID = UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "images/raw/ext4.raw.gz, ext4, 1.0, ext4_test, 425636fd-f307-4a9a-a021-6a6673024002",
                "images/raw/ext2.splitraw.000.gz, ext2, 1.0, ext2_test, f00050bb-07ee-46a3-83a6-a405ee0db51f",
                "images/raw/luks1.raw.gz, crypto_LUKS, 1, '', d806b968-2f02-4138-ae61-54586be6f8ec",
                "images/raw/lvm.raw.gz, LVM2_member, LVM2 001, '', V9N6H5-MXlo-JmEE-TLHs-KyAo-kLv5-JL0RY7",
                "images/raw/ntfs.raw.gz, ntfs, '', ntfs_test, 1870D4A366D67B00",
                "images/raw/xfs.raw.gz, xfs, '', xfs_test, eb47e375-9d49-4775-b712-7e06b97fd210",
                "images/raw/blkid-pt-dos+bsd.img.xz, ext3, 1.0, '', 47c6f88b-696d-434e-9682-370bb78c67a1",
                "raid/blkid-bitlocker-win7.img.xz, BitLocker, 2, '', ''",
                "raid/blkid-luks2.img.xz, crypto_LUKS, 2, tst_label, 202265fe-9842-4c2d-ac9b-aba1b05deb63",
                "raid/blkid-lvm2.img.xz, LVM2_member, LVM2 001, '', Vynv4k-APH8-xQER-HSBb-8VJ3-SvFF-PB5O1U",
                "raid/blkid-mdraid.img.xz, linux_raid_member, 0.90.0, '', 37c76b91-011a-05c5-d30c-1fd4c5c3dbbc",
                "raid/blkid-mdraid-1.img.xz, linux_raid_member, 1.2, troy.t-8ch.de:0, 77e61baf-c0b5-d7d0-39cf-575b64d4878c",
                "raid/blkid-ntfs.img.xz, ntfs, '', Новый том, 09CBB6DE30C87310",
                "raid/blkid-swap1.img.xz, swap, 1, SWAP-TEST, 8ff8e77f-8553-485e-8656-58be67a81666",
                "raid/blkid-bcache-B.img.xz, bcache, '', '', 8fb7f716-4c19-4517-bfbb-6f4a2becad60",
                "raid/blkid-drbd-v08.img.xz, drbd, v08, '', 4242424242424242",
                "raid/blkid-vmfs.img.xz, VMFS, 31, toto, 49edf844-ebfc28f3-65cb-0021280083cf",
                "raid/blkid-ddf-raid.img.xz, ddf_raid_member, 01.02.00, '', ''",
                "raid/blkid-hpt37x-raid.img.xz, hpt37x_raid_member, '', '', ''",
                "raid/blkid-isw-raid.img.xz, isw_raid_member, 1.0.00, '', ''",
                "raid/blkid-promise-raid.img.xz, promise_fasttrack_raid_member, '', '', ''",
                "raid/blkid-silicon-raid.img.xz, silicon_medley_raid_member, 2.3, '', ''",
            })
    void referenceVolumeReadsAsItsReadmeSays(String image, String type, String version, String label, String uuid)
            throws IOException {
        try (RawFile volume = UnpackedImage.open(image, folder)) {
            assertThat(FilesystemSignature.of(volume)).contains(new FilesystemSignature(type, version, label, uuid));
        }
    }

    /** Formats that are not ours to read: nothing is better than something wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "images/raw/blkid-pt-gpt.img.xz",
                "images/raw/blkid-pt-bsd.img.xz",
                "images/raw/cs_single_volume.raw.gz",
                "images/raw/gpt.raw.gz",
                "images/raw/mbr.raw.gz",
            })
    void otherReferenceImagesHaveNoSignature(String image) throws IOException {
        try (RawFile volume = UnpackedImage.open(image, folder)) {
            assertThat(FilesystemSignature.of(volume)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mke2fs, 4, -q -F -t ext2 -L zwei",
        "mke2fs, 16, -q -F -t ext3 -L drei",
        "mke2fs, 16, -q -F -t ext4 -L vier",
        "mke2fs, 16, -q -F -t ext4 -O ^has_journal",
        "mkntfs, 16, -q -F -Q -L Büro",
        "mkntfs, 16, -q -F -Q -c 512",
        "mkntfs, 64, -q -F -Q -c 65536 -L Groß",
        "mkfs.vfat, 1, -F 12 -n TWELVE",
        "mkfs.vfat, 16, -F 16 -n SIXTEEN",
        "mkfs.vfat, 16, -F 16 -s 1",
        "mkfs.vfat, 64, -F 32 -n THIRTYTWO",
        "mkfs.vfat, 64, -F 32 -S 4096 -s 1",
        "mkfs.exfat, 16, -L Außen",
        "mkfs.exfat, 16, -c 128K",
        "mkfs.xfs, 320, -q -f -L iks",
        "mkfs.xfs, 320, -q -f -m crc=0",
        "mkfs.btrfs, 128, -q -f -L butter",
        "mkswap, 1, -L swapped",
        "mkswap, 1, -p 8192",
    })
    void volumesMadeByOthersReadAsBlkidReadsThem(String tool, int mebibytes, String options) throws IOException {
        assumeTrue(OutsideTool.named(tool).isInstalled(), tool + " is not installed: its volumes are not checked");
        Path volume = folder.resolve("volume");
        try (RandomAccessFile file = new RandomAccessFile(volume.toFile(), "rw")) {
            file.setLength((long) mebibytes << 20);
        }
        List<Object> arguments = new ArrayList<>(List.of((Object[]) options.split(" ")));
        arguments.add(volume);
        OutsideTool.named("env").run(prefixed(tool, arguments));

        agreesWithBlkid(volume);
    }

    @ParameterizedTest
    @ValueSource(strings = {"luks1", "luks2"})
    void encryptedVolumesReadAsBlkidReadsThem(String type) throws IOException {
        assumeTrue(OutsideTool.named("cryptsetup").isInstalled(), "cryptsetup is not installed: LUKS is not checked");
        Path volume = folder.resolve("volume");
        try (RandomAccessFile file = new RandomAccessFile(volume.toFile(), "rw")) {
            file.setLength(20 << 20);
        }
        Path key = Files.writeString(folder.resolve("key"), "open sesame");
        OutsideTool.named("cryptsetup")
                .run(
                        "luksFormat",
                        "-q",
                        "--type",
                        type,
                        "--pbkdf",
                        "pbkdf2",
                        "--pbkdf-force-iterations",
                        "1000",
                        "--key-file",
                        key,
                        volume);

        agreesWithBlkid(volume);
    }

    @Test
    void swapOfFixturesReadsAsWritten() throws IOException {
        byte[] area = Arrays.copyOf(SwapArea.header(1 << 20, ID, "swap"), 1 << 20);

        assertThat(FilesystemSignature.of(new MemorySource("swap", area)))
                .contains(new FilesystemSignature("swap", "1", "swap", ID.toString()));
    }

    @Test
    void hibernatedSwapIsNotSwap() throws IOException {
        byte[] area = Arrays.copyOf(SwapArea.header(1 << 20, ID, "swap"), 1 << 20);
        System.arraycopy("S1SUSPEND\0".getBytes(StandardCharsets.US_ASCII), 0, area, 4086, 10);

        assertThat(FilesystemSignature.of(new MemorySource("swap", area)))
                .contains(new FilesystemSignature("swsuspend", "", "swap", ID.toString()));
    }

    /** Headers put together by hand: magic and identifier, in which every byte is another one. */
    @ParameterizedTest
    @CsvSource({
        "vdo, 0, 646d76646f303031, 40",
        "DM_verity_hash, 0, 766572697479000001000000, 16",
        "DM_integrity, 0, 696e7465677274000500, 60000",
        "DM_snapshot_cow, 0, 536e4170, 60000",
    })
    void layersBelowAFilesystemAreNamedAsBlkidNamesThem(String type, int at, String magic, int idAt)
            throws IOException {
        byte[] volume = new byte[1 << 20];
        byte[] raw = HexFormat.of().parseHex(magic);
        System.arraycopy(raw, 0, volume, at, raw.length);
        for (int i = 0; i < 16; i++) {
            volume[idAt + i] = (byte) (i + 1);
        }
        Path file = Files.write(folder.resolve("volume"), volume);

        assertThat(FilesystemSignature.of(new MemorySource(type, volume))
                        .orElseThrow()
                        .type())
                .isEqualTo(type);
        agreesWithBlkid(file);
    }

    @Test
    void zfsIsKnownByItsUberblocks() throws IOException {
        ByteBuffer volume = ByteBuffer.allocate(64 << 20).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 4; i++) {
            volume.putLong((128 + i) << 10, 0x00bab10cL).putLong(((128 + i) << 10) + 8, 5000);
        }

        assertThat(FilesystemSignature.of(new MemorySource("zfs", volume.array())))
                .contains(new FilesystemSignature("zfs_member", "5000", "", ""));
        agreesWithBlkid(Files.write(folder.resolve("volume"), volume.array()));
    }

    @Test
    void poolOfStorageSpacesIsNamed() throws IOException {
        byte[] volume = new byte[1 << 20];
        System.arraycopy("SPACEDB ".getBytes(StandardCharsets.US_ASCII), 0, volume, 4096, 8);

        assertThat(FilesystemSignature.of(new MemorySource("spaces", volume)))
                .contains(new FilesystemSignature("Storage_Spaces", "", "", ""));
    }

    @ParameterizedTest
    @CsvSource({"0, 1040384", "1, 0", "2, 4096"})
    void mdSuperblockIsKnownByItsPlace(int minor, int at) throws IOException {
        ByteBuffer volume = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        volume.putInt(at, 0xa92b4efc).putInt(at + 4, 1).putLong(at + 144, at / 512);
        volume.put(at + 32, "web01:0".getBytes(StandardCharsets.US_ASCII)).put(at + 16, (byte) 0xab);

        assertThat(FilesystemSignature.of(new MemorySource("md", volume.array())))
                .contains(new FilesystemSignature(
                        "linux_raid_member", "1." + minor, "web01:0", "ab000000-0000-0000-0000-000000000000"));
    }

    @Test
    void oldMdSuperblockOfABigEndianMachineIsRead() throws IOException {
        ByteBuffer volume = ByteBuffer.allocate((1 << 20) + 5000);
        int at = (1 << 20) - (1 << 16);
        volume.putInt(at, 0xa92b4efc).putInt(at + 8, 90).putInt(at + 12, 2);
        volume.putInt(at + 20, 0x11223344).putInt(at + 52, 0x55667788).putInt(at + 56, 0x99aabbcc);

        assertThat(FilesystemSignature.of(new MemorySource("md", volume.array())))
                .contains(new FilesystemSignature(
                        "linux_raid_member", "0.90.2", "", "11223344-5566-7788-99aa-bbcc00000000"));
    }

    @Test
    void zerosOfAnySizeHoldNothing() throws IOException {
        for (int size : new int[] {0, 1, 511, 512, 1080, 2048, 4096, 65536, 70_000}) {
            assertThat(FilesystemSignature.of(new MemorySource("zeros", new byte[size])))
                    .isEmpty();
        }
    }

    private static Object[] prefixed(String tool, List<Object> arguments) {
        List<Object> command = new ArrayList<>(List.of("LC_ALL=C.UTF-8", tool));
        command.addAll(arguments);
        return command.toArray();
    }

    private static void agreesWithBlkid(Path volume) throws IOException {
        assumeTrue(
                OutsideTool.named("blkid").isInstalled(), "blkid is not installed: signatures are not cross-checked");
        Map<String, String> theirs = new HashMap<>();
        for (String tag : List.of("TYPE", "VERSION", "LABEL", "UUID")) {
            String value = OutsideTool.named("blkid")
                    .attempt("-p", "-o", "value", "-s", tag, volume)
                    .output();
            theirs.put(tag, new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip());
        }
        try (BlockSource ours = RawFile.open(volume)) {
            Optional<FilesystemSignature> found = FilesystemSignature.of(ours);
            assertThat(found)
                    .contains(new FilesystemSignature(
                            theirs.get("TYPE"), theirs.get("VERSION"), theirs.get("LABEL"), theirs.get("UUID")));
        }
    }
}
