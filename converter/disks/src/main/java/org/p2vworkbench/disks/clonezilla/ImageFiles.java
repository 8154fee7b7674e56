package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.Siblings;
import org.p2vworkbench.disks.image.raw.HoleMap;

/** The files of one image folder, by plain names. None outside of it, whatever the folder's files and links say. */
final class ImageFiles {

    /** The save log, the largest of the texts, has some 100 KiB. */
    private static final int LONGEST_TEXT = 4 << 20;

    private final String folder;
    private final Siblings files;
    private final List<String> names;

    private ImageFiles(String folder, Siblings files, List<String> names) {
        this.folder = folder;
        this.files = files;
        this.names = List.copyOf(names);
    }

    /** @param anchor a file that the folder has */
    static ImageFiles around(Path anchor, boolean outsideAllowed, HoleMap holes) throws IOException {
        Siblings.Sibling found = FolderSiblings.named(anchor, outsideAllowed, holes);
        found.bytes().close();
        String folder =
                anchor.toAbsolutePath().normalize().getParent().getFileName().toString();
        return new ImageFiles(folder, found.siblings(), found.siblings().names());
    }

    /** The folder's own name, which is what people call the image. */
    String folder() {
        return folder;
    }

    List<String> names() {
        return names;
    }

    boolean has(String name) {
        return names.contains(name);
    }

    DiskAddress at(String name) {
        return new DiskAddress(folder + "/" + name, 0);
    }

    DiskFormatException damaged(String name, String what, String next) {
        return new DiskFormatException(at(name), what, next);
    }

    Siblings.Sibling sibling(String name) throws IOException {
        if (!has(name)) {
            throw damaged(
                    name,
                    "is not in the folder",
                    "Copy the whole folder again from where the image was saved, and run the same command again.");
        }
        return files.open(name, at(name));
    }

    BlockSource open(String name) throws IOException {
        return sibling(name).bytes();
    }

    String text(String name) throws IOException {
        return new String(bytes(name, LONGEST_TEXT), StandardCharsets.UTF_8);
    }

    /** The lines that are not empty, without the blanks around them. */
    List<String> lines(String name) throws IOException {
        return text(name)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The words of a file that has one line of them. */
    List<String> words(String name) throws IOException {
        return List.of(text(name).strip().split("\\s+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }

    byte[] bytes(String name, int most) throws IOException {
        try (BlockSource source = open(name)) {
            if (source.size() > most) {
                throw damaged(
                        name,
                        "has %d bytes; such a file has %d at most".formatted(source.size(), most),
                        "It is not what its name says; look into it.");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) source.size());
            source.read(0, bytes);
            return bytes.array();
        }
    }
}
