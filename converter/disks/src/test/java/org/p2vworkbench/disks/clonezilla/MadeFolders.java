package org.p2vworkbench.disks.clonezilla;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.p2vworkbench.fixtures.OutsideTool;

/** Folders made by make-folders.sh with the programs that Clonezilla runs. Skips the test aloud where one is absent. */
final class MadeFolders {

    private static final List<String> NEEDED = List.of(
            "partclone.ext4",
            "partclone.vfat",
            "partclone.ntfs",
            "ntfsclone",
            "ntfscp",
            "mkfs.vfat",
            "mkfs.ntfs",
            "debugfs",
            "mcopy",
            "zstd",
            "xz",
            "lz4",
            "bzip2",
            "sfdisk",
            "parted",
            "sgdisk",
            "openssl");

    private MadeFolders() {}

    static Path in(Path folder) throws IOException {
        for (String program : NEEDED) {
            assumeTrue(
                    OutsideTool.named(program).isInstalled(),
                    program + " is not installed: folders of real programs are not checked");
        }
        Path script = folder.resolve("make-folders.sh");
        try (InputStream made = MadeFolders.class.getResourceAsStream("make-folders.sh")) {
            Files.copy(made, script);
        }
        OutsideTool.named("sh").run(script, folder.resolve("made"));
        return folder.resolve("made");
    }
}
