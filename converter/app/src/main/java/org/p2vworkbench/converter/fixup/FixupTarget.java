package org.p2vworkbench.converter.fixup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;

/**
 * The disks of what an operator wants repaired, and where it is written down.
 *
 * <p>A single image becomes what a disk of a machine folder is: the pristine bytes under {@code NAME.base.qcow2}, and under
 * its own name a layer over them. The bytes of the image are moved, never written.
 *
 * @param name for messages
 * @param work where working layers lie
 * @param bareImages whether they are images by themselves, and not a converted machine's
 */
public record FixupTarget(String name, List<RepairDisk> disks, Path work, FixupFolder folder, boolean bareImages) {

    private static final String BASE = ".base.qcow2";

    public FixupTarget {
        disks = List.copyOf(disks);
    }

    /** Images that are the disks of one machine, in its order. */
    public static FixupTarget ofImages(List<Path> images) throws IOException {
        List<RepairDisk> disks = new ArrayList<>();
        for (Path image : images) {
            disks.add(image(image.toAbsolutePath().normalize(), disks.size()));
        }
        Path first = images.get(0).toAbsolutePath().normalize();
        return new FixupTarget(
                first.getFileName().toString(),
                disks,
                first.getParent(),
                new FixupFolder(first.resolveSibling(stem(first) + ".p2v")),
                true);
    }

    private static RepairDisk image(Path image, int index) throws IOException {
        String format;
        try (DiskImage opened =
                ImageFormats.all().open(FolderSiblings.named(image, false, new SparseMap()), Optional.empty())) {
            format = opened.format();
        }
        if (!format.startsWith("qcow2")) {
            throw new RefusedException(
                    image.toString(),
                    "is %s, which takes no layer under its own name".formatted(format),
                    "Run 'p2v convert', which repairs the guest too; '--dry-run' shows what it would do.");
        }
        Path base = image.resolveSibling(stem(image) + BASE);
        return new RepairDisk("disk%d".formatted(index), Optional.of(base), image, "qcow2", Optional.empty());
    }

    private static String stem(Path image) {
        String name = image.getFileName().toString();
        return name.endsWith(".qcow2") ? name.substring(0, name.length() - ".qcow2".length()) : name;
    }

    /** Moves the bytes of images under the name of a base, where that was not done by an earlier repair. */
    void layDown() throws IOException {
        if (!bareImages) {
            return;
        }
        for (RepairDisk disk : disks) {
            Path base = disk.base().orElseThrow();
            if (folder.record().isEmpty() && Files.exists(base)) {
                throw new UsageException(
                        base.toString(),
                        "is in the way: the image's pristine bytes are kept under this name",
                        "Rename it.");
            }
            if (!Files.exists(base)) {
                Files.move(disk.image(), base, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** Moves them back where no layer came to be, or is any more. */
    void pickUp() throws IOException {
        if (!bareImages) {
            return;
        }
        for (RepairDisk disk : disks) {
            Path base = disk.base().orElseThrow();
            if (Files.exists(base) && !Files.exists(disk.image())) {
                Files.move(base, disk.image(), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
