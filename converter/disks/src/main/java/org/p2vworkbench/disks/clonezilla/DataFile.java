package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.PlacedSources;
import org.p2vworkbench.disks.partclone.SavedVolume;
import org.p2vworkbench.disks.partclone.SavedVolumes;
import org.p2vworkbench.disks.unpack.Compression;
import org.p2vworkbench.disks.unpack.Unpacked;

/**
 * The file with a device's content, in pieces perhaps. By name: {@code sda1.ext4-ptcl-img.zst.aa}, since 2021 without
 * the end where there is one piece; before, {@code sda1.ext4-img.aa} and the compression by its first bytes.
 *
 * @param name of the whole: that of the pieces without their endings
 * @param dd whether the content is the device's own bytes
 */
record DataFile(String device, String name, List<String> pieces, boolean dd, Optional<Compression> named) {

    private static final Pattern NAME =
            Pattern.compile("([a-z0-9+]+)-(?:ptcl-img\\.([a-z0-9]+)|img)(?:\\.([a-z]{2,3}))?");
    private static final Pattern PARTIMAGE = Pattern.compile("(\\.[0-9]{3}|\\.[a-z]{2,3})?");
    private static final String AGAIN = "Copy the whole folder again from where the image was saved.";

    /** The file of a device, if the folder has one. */
    static Optional<DataFile> of(String device, ImageFiles files) throws IOException {
        Map<String, DataFile> found = new TreeMap<>();
        for (String file : files.names()) {
            if (!file.startsWith(device)) {
                continue;
            }
            String rest = file.substring(device.length());
            if (PARTIMAGE.matcher(rest).matches()) {
                throw files.damaged(
                        file,
                        "is an image of partimage by its name, which is not read here",
                        "Restore it with partimage onto a disk or an image file, and convert that.");
            }
            Matcher name = NAME.matcher(rest.isEmpty() ? rest : rest.substring(1));
            if (rest.startsWith(".") && name.matches()) {
                add(found, device, file, name, files);
            }
        }
        if (found.size() > 1) {
            throw files.damaged(
                    found.keySet().iterator().next(),
                    "is not the only image of %s: there are %s".formatted(device, String.join(", ", found.keySet())),
                    "Move all but the right one out of the folder.");
        }
        Optional<DataFile> one = found.values().stream().findFirst();
        if (one.isPresent()) {
            one.get().requireWhole(files);
        }
        return one;
    }

    private static void add(Map<String, DataFile> found, String device, String file, Matcher name, ImageFiles files)
            throws DiskFormatException {
        Optional<Compression> compression = Optional.empty();
        if (name.group(2) != null) {
            compression = Compression.named(name.group(2));
            if (compression.isEmpty()) {
                throw files.damaged(
                        file,
                        "is compressed by '%s', which is not known here".formatted(name.group(2)),
                        "Unpack it, and rename the result to end in '-ptcl-img.uncomp'.");
            }
        }
        String piece = name.group(3);
        String whole = piece == null ? file : file.substring(0, file.length() - piece.length() - 1);
        DataFile before = found.get(whole);
        List<String> pieces = new ArrayList<>(before == null ? List.of() : before.pieces);
        pieces.add(file);
        pieces.sort(null);
        found.put(
                whole,
                new DataFile(device, whole, List.copyOf(pieces), name.group(1).equals("dd"), compression));
    }

    /** Pieces are lettered without a gap, and all but the last have one size. */
    private void requireWhole(ImageFiles files) throws IOException {
        if (pieces.size() == 1 && pieces.get(0).equals(name)) {
            return;
        }
        String expected = pieces.get(0).length() - name.length() == 4 ? "aaa" : "aa";
        long size = -1;
        for (int i = 0; i < pieces.size(); i++) {
            String wanted = name + "." + expected;
            if (!pieces.get(i).equals(wanted)) {
                throw files.damaged(wanted, "is missing, and '%s' is there".formatted(pieces.get(i)), AGAIN);
            }
            expected = following(expected);
            try (BlockSource piece = files.open(wanted)) {
                if (i > 0 && (i < pieces.size() - 1 ? piece.size() != size : piece.size() > size)) {
                    throw files.damaged(
                            wanted,
                            "has %d bytes, and the piece before it %d: one of them is cut short"
                                    .formatted(piece.size(), size),
                            AGAIN);
                }
                size = piece.size();
            }
        }
    }

    private static String following(String letters) {
        StringBuilder next = new StringBuilder(letters);
        for (int i = letters.length() - 1; i >= 0; i--) {
            if (letters.charAt(i) != 'z') {
                next.setCharAt(i, (char) (letters.charAt(i) + 1));
                return next.toString();
            }
            next.setCharAt(i, 'a');
        }
        return next.toString();
    }

    /** @param bytes the size of the place that it was saved from */
    SavedVolume open(ImageFiles files, long bytes) throws IOException {
        BlockSource packed = joined(files);
        try {
            Compression compression = compression(packed, files);
            SavedVolume volume = dd
                    ? SavedVolumes.whole(() -> opened(compression, packed), bytes)
                    : SavedVolumes.open(() -> opened(compression, packed), bytes);
            return new FiledVolume(volume, packed);
        } catch (IOException | RuntimeException failure) {
            packed.close();
            throw failure;
        }
    }

    private BlockSource joined(ImageFiles files) throws IOException {
        List<BlockSource> opened = new ArrayList<>();
        try {
            for (String piece : pieces) {
                opened.add(files.open(piece));
            }
            return PlacedSources.joined(files.at(name).source(), opened);
        } catch (IOException | RuntimeException failure) {
            PlacedSources.closeAll(opened);
            throw failure;
        }
    }

    private static Unpacked opened(Compression compression, BlockSource packed) throws IOException {
        return compression.open(packed);
    }

    /** Clonezilla goes by the name, so content of another kind is no image that it made. */
    private Compression compression(BlockSource packed, ImageFiles files) throws IOException {
        Compression found = Compression.of(packed);
        if (named.isEmpty() || named.get() == found || found == Compression.NONE || named.get() == Compression.NONE) {
            return named.orElse(found);
        }
        throw files.damaged(
                name,
                "is named like %s and begins like %s".formatted(named.get(), found),
                "The file is damaged, or was renamed; if its content is right, correct the name.");
    }
}
