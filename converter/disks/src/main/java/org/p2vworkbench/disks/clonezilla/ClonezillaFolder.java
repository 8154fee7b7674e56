package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.PlacedSources;
import org.p2vworkbench.disks.Slice;
import org.p2vworkbench.disks.image.raw.HoleMap;

/** A folder that Clonezilla saved disks or partitions to. Nothing of it is open until a disk is. */
public final class ClonezillaFolder {

    private static final String PARTS = "parts";
    private static final String DISK = "disk";
    private static final String LOG = "clonezilla-img";
    private static final String PSEUDO = "00-pseudo-img-note.txt";
    private static final String LUKS = "luks-dev.list";
    private static final List<String> ENCRYPTED = List.of("ecryptfs.info", "gocryptfs.info");
    private static final String TABLE_ENDING = "-pt.sf";
    private static final Pattern ARRAY = Pattern.compile("md[0-9_].*");
    private static final String AGAIN = "Copy the whole folder again from where the image was saved.";

    private final ImageFiles files;
    private final List<String> disks;
    private final Set<String> parts;

    private ClonezillaFolder(ImageFiles files, List<String> disks, Set<String> parts) {
        this.files = files;
        this.disks = List.copyOf(disks);
        this.parts = parts;
    }

    /** Whether a folder is such an image, complete or not, encrypted or not. */
    public static boolean recognises(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        boolean plain = Files.isRegularFile(folder.resolve(PARTS))
                && (Files.isRegularFile(folder.resolve(DISK))
                        || Files.isRegularFile(folder.resolve(LOG))
                        || hasTable(folder));
        return plain || ENCRYPTED.stream().anyMatch(info -> Files.isRegularFile(folder.resolve(info)));
    }

    private static boolean hasTable(Path folder) throws IOException {
        try (var found = Files.newDirectoryStream(folder, "*" + TABLE_ENDING)) {
            return found.iterator().hasNext();
        }
    }

    /**
     * Reads which disks a folder has.
     *
     * @param outsideAllowed whether links in it may lead out of it
     */
    public static ClonezillaFolder read(Path folder, boolean outsideAllowed, HoleMap holes) throws IOException {
        for (String info : ENCRYPTED) {
            if (Files.isRegularFile(folder.resolve(info))) {
                throw ImageFiles.around(folder.resolve(info), outsideAllowed, holes)
                        .damaged(
                                info,
                                "says that this image is encrypted, and its names and contents are not readable here",
                                "Decrypt it with Clonezilla's 'ocs-decrypt-img', and convert the result.");
            }
        }
        ImageFiles files = ImageFiles.around(folder.resolve(PARTS), outsideAllowed, holes);
        if (files.has(PSEUDO)) {
            throw files.damaged(
                    PSEUDO,
                    "says that this folder only stands for an image, and holds no data",
                    "Name the folder that the image itself is in.");
        }
        ClonezillaFolder image = new ClonezillaFolder(files, disks(files), parts(files));
        image.requireNoArray();
        image.requireAllParts();
        return image;
    }

    private static List<String> disks(ImageFiles files) throws IOException {
        Set<String> disks = new LinkedHashSet<>();
        if (files.has(DISK)) {
            for (String disk : files.words(DISK)) {
                disks.add(DeviceName.of(disk, files, DISK));
            }
        } else {
            // Partitions alone were saved, and the tables around them all the same.
            files.names().stream()
                    .filter(file -> file.endsWith(TABLE_ENDING))
                    .map(file -> file.substring(0, file.length() - TABLE_ENDING.length()))
                    .forEach(disks::add);
        }
        if (disks.isEmpty()) {
            throw files.damaged(DISK, "names no disk, and no partition table is in the folder", AGAIN);
        }
        return List.copyOf(disks);
    }

    private static Set<String> parts(ImageFiles files) throws IOException {
        Set<String> parts = new LinkedHashSet<>();
        for (String part : files.words(PARTS)) {
            parts.add(DeviceName.of(part, files, PARTS));
        }
        return parts;
    }

    private void requireNoArray() throws DiskFormatException {
        for (String device : disks) {
            if (ARRAY.matcher(device).matches()) {
                throw array(DISK, device);
            }
        }
        for (String device : parts) {
            if (ARRAY.matcher(device).matches()) {
                throw array(PARTS, device);
            }
        }
    }

    private DiskFormatException array(String file, String device) {
        return files.damaged(
                file,
                "names %s, an array of several disks, whose image is not read here".formatted(device),
                "Restore this image with Clonezilla onto disks or image files, and convert those together.");
    }

    /** What the folder says it holds has to be somewhere on its disks. */
    private void requireAllParts() throws IOException {
        Set<String> known = new HashSet<>(disks);
        for (String disk : disks) {
            DiskTable.read(files, disk).entries().forEach(entry -> known.add(entry.device()));
        }
        for (String part : parts) {
            if (!known.contains(part)) {
                throw files.damaged(
                        PARTS,
                        "names %s, which is in none of the tables of %s".formatted(part, String.join(", ", disks)),
                        "The table files of this image disagree; copy the folder again.");
            }
        }
    }

    /** The folder's own name. */
    public String name() {
        return files.folder();
    }

    /** The disks' names, as the saved machine had them: "sda", "cciss-c0d0". */
    public List<String> disks() {
        return disks;
    }

    /** Every file of the folder, by its identity: the real path. */
    public Set<String> identities() throws IOException {
        Set<String> identities = new HashSet<>();
        for (String name : files.names()) {
            var file = files.sibling(name);
            file.bytes().close();
            identities.add(file.identity());
        }
        return identities;
    }

    /** Opens a disk. Whatever is missing of it is found now; what is damaged, when it is read. */
    public ClonezillaDisk open(String disk) throws IOException {
        DiskTable table = DiskTable.read(files, disk);
        List<String> notes = new ArrayList<>(table.notes());
        Contents contents = new Contents(files);
        List<BlockSource> opened = new ArrayList<>();
        try {
            List<PlacedSources.Place> placed = new ArrayList<>();
            for (Piece piece : table.pieces()) {
                placed.add(new PlacedSources.Place(piece.offset(), new MemorySource(piece.what(), piece.bytes())));
            }
            Optional<PlacedSources.Place> hidden = hidden(disk, table, opened);
            hidden.ifPresent(placed::add);
            if (hidden.isEmpty() && table.startsGrub()) {
                notes.add(
                        "%s: GRUB's code behind the first sector was not saved (option -j2); GRUB has to be installed again"
                                .formatted(disk));
            }
            for (TableEntry entry : table.entries()) {
                content(contents, entry, notes).ifPresent(source -> {
                    opened.add(source);
                    placed.add(new PlacedSources.Place(entry.start() * Piece.SECTOR_BYTES, source));
                });
            }
            if (table.entries().isEmpty()) {
                whole(contents, disk, table).ifPresent(source -> {
                    opened.add(source);
                    placed.add(new PlacedSources.Place(0, source));
                });
            }
            String name = files.at(disk).source();
            PlacedSources parts = new PlacedSources(name, table.sectors() * Piece.SECTOR_BYTES, placed, opened);
            notes.addAll(contents.notes());
            return new ClonezillaDisk(parts, notes);
        } catch (IOException | RuntimeException failure) {
            PlacedSources.closeAll(opened);
            throw failure;
        }
    }

    /** Boot loaders keep code between the table and the first partition; saved only when somebody asked for it. */
    private Optional<PlacedSources.Place> hidden(String disk, DiskTable table, List<BlockSource> opened)
            throws IOException {
        String file = disk + "-hidden-data-after-mbr";
        long first = table.entries().stream().mapToLong(TableEntry::start).min().orElse(0);
        if (!files.has(file) || first < 2 || table.gpt()) {
            return Optional.empty();
        }
        BlockSource source = files.open(file);
        opened.add(source);
        long bytes = Math.min(source.size(), (first - 1) * Piece.SECTOR_BYTES);
        return Optional.of(new PlacedSources.Place(Piece.SECTOR_BYTES, new Slice(file, source, 0, bytes)));
    }

    private Optional<BlockSource> content(Contents contents, TableEntry entry, List<String> notes) throws IOException {
        if (entry.isExtended()) {
            return Optional.empty();
        }
        long bytes = entry.sectors() * Piece.SECTOR_BYTES;
        Optional<BlockSource> content = contents.open(entry.device(), bytes);
        if (content.isEmpty()) {
            requireNotSaved(entry.device());
            notes.add(
                    entry.isSwap()
                            ? "%s: swap space of which nothing was saved; it has to be made anew in the guest"
                                    .formatted(entry.device())
                            : "%s was not saved; it is empty".formatted(entry.device()));
        }
        return content;
    }

    private Optional<BlockSource> whole(Contents contents, String disk, DiskTable table) throws IOException {
        Optional<BlockSource> content = contents.open(disk, table.sectors() * Piece.SECTOR_BYTES);
        if (content.isEmpty()) {
            requireNotSaved(disk);
        }
        return content;
    }

    private void requireNotSaved(String device) throws IOException {
        if (!parts.contains(device)) {
            return;
        }
        if (files.has(LUKS) && files.lines(LUKS).stream().anyMatch(line -> line.startsWith("/dev/" + device + " "))) {
            throw files.damaged(
                    LUKS,
                    "says that %s was encrypted by LUKS; its content was saved opened, which is not put back here"
                            .formatted(device),
                    "Restore this image with Clonezilla, which asks for the passphrase, and convert the disk.");
        }
        throw files.damaged(
                device, "has no image in the folder, and '%s' says that it was saved".formatted(PARTS), AGAIN);
    }
}
