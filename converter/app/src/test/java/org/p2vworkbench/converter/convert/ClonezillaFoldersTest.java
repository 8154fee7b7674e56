package org.p2vworkbench.converter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.failure.ExitCode;

/** A folder of Clonezilla becomes a machine as any image does. */
final class ClonezillaFoldersTest {

    private static final int DISK_SECTORS = 16384;
    private static final int PART_AT = 2048;
    private static final int PART_SECTORS = 8192;

    @TempDir
    Path temp;

    private Path folder(String name, byte[] data) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("images").resolve(name));
        Files.writeString(folder.resolve("disk"), "hda\n");
        Files.writeString(folder.resolve("parts"), "hda1\n");
        Files.writeString(
                folder.resolve("hda-pt.sf"),
                "unit: sectors\n\n/dev/hda1 : start=%9d, size=%9d, Id=83\n".formatted(PART_AT, PART_SECTORS));
        Files.writeString(folder.resolve("hda-pt.parted"), "Disk /dev/hda: %ds\n".formatted(DISK_SECTORS));
        Files.write(folder.resolve("hda1.dd-ptcl-img.zst.aa"), data);
        return folder;
    }

    private static byte[] partition() {
        byte[] bytes = new byte[PART_SECTORS * 512];
        new Random(3).nextBytes(bytes);
        Arrays.fill(bytes, 1 << 20, 3 << 20, (byte) 0);
        return bytes;
    }

    @Test
    void aFolderIsConvertedAsOneMachine() throws Exception {
        byte[] partition = partition();
        Path folder = folder("2010-05-01-img", Zstd.compress(partition));

        Converted converted = Converted.from(folder, temp.resolve("store"));

        byte[] disk = new byte[DISK_SECTORS * 512];
        System.arraycopy(partition, 0, disk, PART_AT * 512, partition.length);
        byte[] entry = {0, (byte) 0xfe, -1, -1, (byte) 0x83, (byte) 0xfe, -1, -1, 0, 8, 0, 0, 0, 32, 0, 0};
        System.arraycopy(entry, 0, disk, 446, entry.length);
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
        converted.holds(disk);
        assertThat(converted.outcome().folder().getFileName()).hasToString("2010-05-01-img");
        assertThat(converted.disk().getFileName()).hasToString("hda.qcow2");
    }

    @Test
    void aFolderOfFoldersIsManyMachinesAndADamagedOneFailsAlone() throws Exception {
        byte[] packed = Zstd.compress(partition());
        folder("good", packed);
        folder("cut", Arrays.copyOf(packed, packed.length / 2));

        List<MachineOutcome> outcomes = Converted.outcomes(temp.resolve("images"), temp.resolve("store"));

        assertThat(outcomes).extracting(MachineOutcome::machine).containsExactlyInAnyOrder("good", "cut");
        MachineOutcome cut = outcomes.stream()
                .filter(outcome -> outcome.machine().equals("cut"))
                .findFirst()
                .orElseThrow();
        assertThat(cut.exitCode()).isNotEqualTo(ExitCode.DONE);
        assertThat(cut.failure().orElseThrow()).hasMessageContaining("cut/hda1.dd-ptcl-img.zst");
    }
}
