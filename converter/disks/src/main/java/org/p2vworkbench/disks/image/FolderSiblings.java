package org.p2vworkbench.disks.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.disks.image.raw.RawFile;

/**
 * The regular files of one folder.
 *
 * <p>What a descriptor names is hostile: {@code ../../etc/shadow}, {@code /dev/sda}, or a link that leads there. The
 * real path decides, after links are resolved, and only regular files inside the real folder are opened, unless the
 * operator allowed more ({@code --allow-extents-outside}); even then only regular files and block devices are.
 */
public final class FolderSiblings implements Siblings {

    private final Path folder;
    private final boolean outsideAllowed;
    private final HoleMap holes;

    private FolderSiblings(Path folder, boolean outsideAllowed, HoleMap holes) {
        this.folder = folder;
        this.outsideAllowed = outsideAllowed;
        this.holes = holes;
    }

    /**
     * The image file an operator named, with its folder as the neighbourhood. It may be a block device too; that has no
     * neighbourhood, since what lies beside it in /dev is not a part of any image.
     */
    public static Sibling named(Path image, boolean outsideAllowed, HoleMap holes) throws IOException {
        Path real = image.toRealPath();
        if (!Files.isRegularFile(real) && !outsideAllowed) {
            return new Sibling(RawFile.open(real, holes), new NoSiblings(), real.toString());
        }
        FolderSiblings siblings = new FolderSiblings(real.getParent(), outsideAllowed, holes);
        return siblings.opened(real);
    }

    @Override
    public Sibling open(String reference, DiskAddress namedAt) throws IOException {
        Path real = real(reference)
                .orElseThrow(() -> new DiskFormatException(
                        namedAt,
                        "names the file '%s', which is not in %s".formatted(reference, folder),
                        "Put the missing file beside this one and run the same command again."));
        if (!allowed(real)) {
            throw new DiskFormatException(
                    namedAt,
                    "names the file '%s', which lies outside its own folder %s".formatted(reference, folder),
                    "If you trust this image, add --allow-extents-outside.");
        }
        return opened(real);
    }

    @Override
    public boolean has(String reference) {
        return real(reference).filter(this::allowed).isPresent();
    }

    @Override
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(this::has)
                    .sorted()
                    .toList();
        }
    }

    private boolean allowed(Path real) {
        return outsideAllowed ? !Files.isDirectory(real) : Files.isRegularFile(real) && real.startsWith(folder);
    }

    private Sibling opened(Path real) throws IOException {
        FolderSiblings around = new FolderSiblings(real.getParent(), outsideAllowed, holes);
        return new Sibling(RawFile.open(real, holes), around, real.toString());
    }

    private Optional<Path> real(String reference) {
        Optional<Path> asWritten = resolved(reference);
        return asWritten.isPresent() ? asWritten : resolved(reference.replace('\\', '/'));
    }

    private Optional<Path> resolved(String reference) {
        try {
            return Optional.of(folder.resolve(reference).toRealPath());
        } catch (IOException | InvalidPathException missing) {
            return Optional.empty();
        }
    }
}
