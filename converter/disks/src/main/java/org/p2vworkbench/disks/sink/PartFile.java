package org.p2vworkbench.disks.sink;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The names of an image under way: {@code sda.qcow2.part}, and {@code sda.qcow2} once it is whole. */
public record PartFile(Path target) {

    public Path part() {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    /** What the writer must remember beside the part to go on with it. */
    public Path journal() {
        return target.resolveSibling(target.getFileName() + ".part.journal");
    }

    public FileChannel open() throws IOException {
        return FileChannel.open(part(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** The last step: the content is durable already, now the name becomes so. */
    public void publish() throws IOException {
        Files.move(part(), target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(journal());
        try (FileChannel folder = FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
