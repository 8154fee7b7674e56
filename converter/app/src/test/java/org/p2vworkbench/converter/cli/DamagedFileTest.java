package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;

/** A byte of a copy is changed: {@code p2v verify} names the file whose byte it is, if it is one's. */
class DamagedFileTest {

    private static final OutsideTool MKE2FS = OutsideTool.named("mke2fs");
    private static final OutsideTool MKNTFS = OutsideTool.named("mkntfs");
    private static final OutsideTool NTFSCP = OutsideTool.named("ntfscp");
    private static final OutsideTool DEBUGFS = OutsideTool.named("debugfs");
    private static final int MIB = 1 << 20;
    private static final int EXT_AT = MIB;
    private static final int NTFS_AT = 33 * MIB;
    private static final int PART_BYTES = 32 * MIB;
    private static final String MARK = "here lies the file that is looked for";

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void fileIsNamedAndFreeSpaceIsNobodys() throws IOException {
        assumeTrue(
                MKE2FS.isInstalled() && DEBUGFS.isInstalled() && MKNTFS.isInstalled() && NTFSCP.isInstalled(),
                "SKIPPED: mke2fs, debugfs, mkntfs and ntfscp make this disk and are not all installed");
        Path source = disk();
        String store = folder.resolve("kvm").toString();
        TypedLine made = typed(
                "convert",
                source.toString(),
                "-o",
                store,
                "--format",
                "raw",
                "--no-fixup",
                "--all-blocks",
                "--name",
                "web01");
        assertThat(made.status()).as(made.story()).isZero();
        byte[] all = Files.readAllBytes(source);
        int inExt = place(all, EXT_AT);
        int inNtfs = place(all, NTFS_AT);
        int inFree = EXT_AT + PART_BYTES - 2 * MIB;
        int outside = 66 * MIB + 5;
        Path copy = folder.resolve("kvm/web01/disks/old.raw");
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        try (RandomAccessFile image = new RandomAccessFile(copy.toFile(), "rw")) {
            for (int at : new int[] {inExt, inNtfs, inFree, outside}) {
                image.seek(at);
                image.write(all[at] ^ 1);
            }
        }

        TypedLine said = typed("verify", "web01", "--store", store);
        TypedLine json = typed("verify", "web01", "--store", store, "--json");

        assertThat(said.status()).isEqualTo(13);
        assertThat(said.result())
                .contains("CHANGED old  chunks that differ from the ledger: 4")
                .containsPattern(line(inExt) + "partition 1, ext4: .*/etc/file\\.txt")
                .containsPattern(line(inFree) + "partition 1, ext4: no file: free space")
                .containsPattern(line(inNtfs) + "partition 2, ntfs: .*/report\\.doc")
                .containsPattern(line(outside) + "the disk: no file: outside of any filesystem");
        assertThat(json.result()).contains("\"differentPlaces\":[{", "\"/etc/file.txt\"", "\"/report.doc\"");
    }

    private static String line(int at) {
        return "0x%x  ".formatted(at / MIB * MIB);
    }

    private static int place(byte[] all, int from) {
        int at = new String(all, StandardCharsets.ISO_8859_1).indexOf(MARK, from);
        assertThat(at).isBetween(from, from + PART_BYTES);
        return at;
    }

    private Path disk() throws IOException {
        byte[] content = new byte[300_000];
        new Random(5).nextBytes(content);
        System.arraycopy(MARK.getBytes(StandardCharsets.US_ASCII), 0, content, 150_000, MARK.length());
        Path file = Files.write(folder.resolve("content"), content);
        Path ext = sized("ext4.img");
        MKE2FS.run("-q", "-t", "ext4", "-F", ext);
        DEBUGFS.run("-w", "-R", "mkdir etc", ext);
        DEBUGFS.run("-w", "-R", "write %s etc/file.txt".formatted(file), ext);
        Path ntfs = sized("ntfs.img");
        MKNTFS.run("-q", "-F", ntfs);
        NTFSCP.run("-q", ntfs, file, "report.doc");
        Path disk = folder.resolve("old.img");
        try (RandomAccessFile out = new RandomAccessFile(disk.toFile(), "rw")) {
            out.setLength(68 * MIB);
            out.seek(446);
            out.write(partition(0x83, EXT_AT));
            out.write(partition(0x07, NTFS_AT));
            out.seek(510);
            out.write(new byte[] {0x55, (byte) 0xaa});
            out.seek(EXT_AT);
            out.write(Files.readAllBytes(ext));
            out.seek(NTFS_AT);
            out.write(Files.readAllBytes(ntfs));
        }
        return disk;
    }

    private Path sized(String name) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
            file.setLength(PART_BYTES);
        }
        return folder.resolve(name);
    }

    private static byte[] partition(int type, int startBytes) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(4, (byte) type)
                .putInt(8, startBytes / 512)
                .putInt(12, PART_BYTES / 512)
                .array();
    }
}
