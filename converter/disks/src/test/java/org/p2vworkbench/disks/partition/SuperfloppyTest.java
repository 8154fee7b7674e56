package org.p2vworkbench.disks.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.machine.OldLinuxServer;
import org.p2vworkbench.fixtures.machine.OldWindowsServer;

/** Disks with a filesystem from sector 0 on, and disks whose partitions hold one. */
final class SuperfloppyTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mkfs.vfat -F 12",
                "mkfs.vfat -F 16",
                "mkfs.vfat -F 32",
                "mkfs.exfat",
                "mkntfs -q -F -Q",
                "mke2fs -q -F -t ext4"
            })
    void filesystemFromSectorZeroIsNoTable(String maker) throws IOException {
        List<Object> command = new ArrayList<>(List.of((Object[]) maker.split(" ")));
        assumeTrue(
                OutsideTool.named(command.get(0).toString()).isInstalled(),
                command.get(0) + " is not installed: skipped");
        Path raw = folder.resolve("floppy.raw");
        try (RandomAccessFile file = new RandomAccessFile(raw.toFile(), "rw")) {
            file.setLength(40 << 20);
        }
        command.add(raw);
        OutsideTool.named("env").run(command.toArray());

        try (RawFile disk = RawFile.open(raw)) {
            PartitionTable table = PartitionTable.of(disk);

            assertThat(table.kind()).isEqualTo(PartitionTable.Kind.NONE);
            assertThat(table.partitions()).isEmpty();
        }
    }

    @Test
    void partitionsOfOldServersHoldTheirFilesystems() throws IOException {
        for (String tool : new String[] {"mke2fs", "debugfs", "mkntfs", "ntfscp"}) {
            assumeTrue(OutsideTool.named(tool).isInstalled(), tool + " is not installed: old servers are not made");
        }
        Path linux = new OldLinuxServer(3, 512L << 20, "ext3", 1 << 20, false).writeTo(folder.resolve("linux.raw"));
        Path windows = new OldWindowsServer(3, 128L << 20, 1 << 20).writeTo(folder.resolve("windows.raw"));

        assertThat(signatures(linux)).containsExactly("ext2 boot", "ext3 root", "swap ");
        assertThat(signatures(windows)).containsExactly("ntfs SYSTEM");
    }

    private static List<String> signatures(Path raw) throws IOException {
        List<String> found = new ArrayList<>();
        try (RawFile disk = RawFile.open(raw)) {
            for (Partition partition : PartitionTable.of(disk).partitions()) {
                FilesystemSignature signature =
                        FilesystemSignature.of(partition.in(disk)).orElseThrow();
                found.add(signature.type() + " " + signature.label());
            }
        }
        return found;
    }
}
