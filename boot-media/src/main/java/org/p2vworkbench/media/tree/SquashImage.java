package org.p2vworkbench.media.tree;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.media.parts.HostProgram;

/**
 * A tree as a filesystem that stays packed in memory, and of which only what is read is unpacked: squashfs, see the kernel's
 * Documentation/filesystems/squashfs.rst. The same tree gives the same bytes: owners and times are none of the host's.
 */
public final class SquashImage {

    /** Of 1 to 22. Above it packs by a hundredth smaller and takes twice as long. */
    private static final String LEVEL = "15";

    private static final String BLOCK_BYTES = "131072";

    private final HostProgram programs;

    public SquashImage(HostProgram programs) {
        this.programs = programs;
    }

    /** @param scratch has room for the tree and for the image */
    public void of(FileTree tree, Path scratch, OutputStream out) throws IOException {
        Path work = Files.createTempDirectory(scratch, "squash");
        Path laid = Files.createDirectory(work.resolve("tree"));
        tree.layOut(laid);
        Path image = work.resolve("image");
        programs.run(
                work,
                Map.of(),
                List.of(
                        "mksquashfs",
                        laid.toString(),
                        image.toString(),
                        "-comp",
                        "zstd",
                        "-Xcompression-level",
                        LEVEL,
                        "-b",
                        BLOCK_BYTES,
                        "-all-root",
                        "-all-time",
                        "0",
                        "-mkfs-time",
                        "0",
                        "-no-xattrs",
                        "-no-exports",
                        "-no-progress",
                        "-quiet"));
        Files.copy(image, out);
        Files.delete(image);
    }
}
