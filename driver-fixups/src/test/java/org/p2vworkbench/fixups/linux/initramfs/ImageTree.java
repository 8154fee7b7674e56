package org.p2vworkbench.fixups.linux.initramfs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixups.guest.Content;

/** Files that become an image by the host's own cpio and compressors, as the distributions' tools call them. */
final class ImageTree {

    private final Path folder;

    ImageTree(Path folder) {
        this.folder = folder;
    }

    ImageTree with(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    ImageTree link(String path, String target) throws IOException {
        Files.createSymbolicLink(folder.resolve(path), Path.of(target));
        return this;
    }

    /** @param compressor a program with its arguments, "xz --check=crc32"; "cat" for none */
    Path image(Path to, String compressor) {
        String program = compressor.split(" ")[0];
        for (String needed : new String[] {"bash", "cpio", program}) {
            assumeTrue(OutsideTool.named(needed).isInstalled(), needed + " is not installed: nothing makes an image");
        }
        OutsideTool.named("bash")
                .run(
                        "-c",
                        "cd '%s' && find . | sort | cpio --quiet -o -H newc -R 0:0 | %s >> '%s'"
                                .formatted(folder, compressor, to));
        return to;
    }

    /** What an image unpacks to by cpio itself, one archive after the other, as lines of its listing. */
    static String listed(Content image, Path scratch) throws IOException {
        Path file = scratch.resolve("listed.img");
        image.writeTo(file);
        return OutsideTool.named("lsinitramfs").run("-l", file);
    }
}
