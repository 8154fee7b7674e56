package org.p2vworkbench.disks.image.vhd;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Parent locator entry (specification, same name): the path of the parent as one platform writes it.
 *
 * @param platform four letters: W2ru and Wi2r relative, W2ku and Wi2k absolute Windows paths, MacX a file URL
 * @param block the bytes of the path
 */
record ParentLocator(String platform, Block block, String path) {

    private static final int ENTRIES_AT = 576;
    private static final int ENTRIES = 8;
    private static final int ENTRY_BYTES = 24;

    /** Windows paths end at 32767 characters. */
    private static final long LONGEST_PATH_BYTES = 64 * 1024;

    /** The entries in use; of an unknown platform, none: another entry may do. */
    static List<ParentLocator> all(Block header, BlockSource file) throws IOException {
        List<ParentLocator> locators = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            one(header, ENTRIES_AT + i * ENTRY_BYTES, "parentLocator[%d].".formatted(i), file)
                    .ifPresent(locators::add);
        }
        return List.copyOf(locators);
    }

    private static Optional<ParentLocator> one(Block header, int at, String field, BlockSource file)
            throws IOException {
        String platform = header.ascii(at, 4, field + "platformCode");
        header.u32(at + 4, field + "dataSpace");
        long length = header.u32(at + 8, field + "dataLength");
        long offset = header.bits64(at + 16, field + "dataOffset");
        if (length == 0 || !List.of("W2ru", "W2ku", "Wi2r", "Wi2k", "MacX").contains(platform)) {
            return Optional.empty();
        }
        if (length > LONGEST_PATH_BYTES) {
            throw header.damaged(
                    at + 8,
                    "the path of the parent is %d bytes long, at most %d are possible"
                            .formatted(length, LONGEST_PATH_BYTES),
                    "The header is damaged; copy the image again from where it came from.");
        }
        Block text = Block.littleEndian(file, offset, (int) length);
        return Optional.of(new ParentLocator(platform, text, path(platform, text)));
    }

    private static String path(String platform, Block text) throws DiskFormatException {
        return switch (platform) {
            case "MacX" -> ofUrl(text);
            case "W2ru", "W2ku" -> text.utf16(0, text.length(), "path");
            default -> oldWindows(text);
        };
    }

    /** The deprecated codes come with either encoding; in UTF-16 the second byte of a path is zero. */
    private static String oldWindows(Block text) {
        boolean wide = text.length() > 1 && text.view().get(1) == 0;
        return wide ? text.utf16(0, text.length(), "path") : text.ascii(0, text.length(), "path");
    }

    private static String ofUrl(Block text) throws DiskFormatException {
        text.ascii(0, text.length(), "url");
        String url = new String(text.slice(0, text.length()), StandardCharsets.UTF_8).replaceAll("\0.*", "");
        try {
            String path = URI.create(url.replace(" ", "%20")).getPath();
            return path == null ? url : path;
        } catch (IllegalArgumentException malformed) {
            throw new DiskFormatException(
                    text.at(0),
                    "the parent is named by '%s', which is no file URL".formatted(url),
                    "Merge the difference into its parent where it was made, then convert the result.",
                    malformed);
        }
    }
}
