package org.p2vworkbench.disks.raid.content;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.p2vworkbench.fixtures.OutsideTool;

/** An ext4 filesystem with a backup superblock in each of many small groups, so that some lie on all members of a small set. */
public final class ExtImage {

    private ExtImage() {}

    public static byte[] of(Path folder, int mebibytes) throws IOException {
        OutsideTool mke2fs = OutsideTool.named("mke2fs");
        assumeTrue(mke2fs.isInstalled(), "mke2fs is not installed: inference from content is not checked");
        Path image = folder.resolve("ext4-" + mebibytes + ".img");
        mke2fs.run(
                "-q",
                "-F",
                "-t",
                "ext4",
                "-b",
                "1024",
                "-g",
                "280",
                "-O",
                "^resize_inode,^sparse_super",
                image,
                mebibytes + "M");
        return Files.readAllBytes(image);
    }
}
