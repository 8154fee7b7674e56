package org.p2vworkbench.disks.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * What an image is opened with: the files beside it, and the chain of images that led to it.
 *
 * <p>A parent opens with a context one link longer, so a chain that returns to one of its members, or is longer than
 * any real one, ends in an error and not in a stack overflow.
 */
public final class ImageContext {

    /** VMware refuses more than 32 snapshots; qemu users have been seen with more. */
    static final int LONGEST_CHAIN = 200;

    private final ImageFormats formats;
    private final Siblings siblings;
    private final List<String> lineage;

    ImageContext(ImageFormats formats, Siblings siblings, List<String> lineage) {
        this.formats = formats;
        this.siblings = siblings;
        this.lineage = List.copyOf(lineage);
    }

    /** A file beside this image as raw bytes: an extent of a split image, an external data file. */
    public BlockSource extent(String reference, DiskAddress namedAt) throws IOException {
        return siblings.open(reference, namedAt).bytes();
    }

    public boolean has(String reference) {
        return siblings.has(reference);
    }

    /** The names of the files beside this image, where they can be listed. */
    public List<String> names() throws IOException {
        return siblings.names();
    }

    /**
     * The parent of a difference image. A parent named by an absolute path that is not there or not allowed is looked
     * for by its last component beside the child: images are often moved together.
     *
     * @param format the format the child says its parent has; without one, its content decides
     */
    public DiskImage parent(String reference, Optional<String> format, DiskAddress namedAt) throws IOException {
        Siblings.Sibling found = siblings.open(nearby(reference), namedAt);
        if (lineage.contains(found.identity())) {
            found.bytes().close();
            throw new DiskFormatException(
                    namedAt,
                    "its parent '%s' is an image of the same chain: the chain is a loop".formatted(reference),
                    "Find the real parent and correct the reference, or convert the parent alone.");
        }
        if (lineage.size() >= LONGEST_CHAIN) {
            found.bytes().close();
            throw new DiskFormatException(
                    namedAt,
                    "the chain of parents is longer than %d images".formatted(LONGEST_CHAIN),
                    "Consolidate the snapshots where they were made, then convert again.");
        }
        return formats.open(found, format, lineage);
    }

    private String nearby(String reference) {
        if (siblings.has(reference)) {
            return reference;
        }
        boolean absolute = reference.startsWith("/") || reference.startsWith("\\") || reference.matches("[A-Za-z]:.*");
        String last = reference.substring(Math.max(reference.lastIndexOf('/'), reference.lastIndexOf('\\')) + 1);
        return absolute && siblings.has(last) ? last : reference;
    }

    static List<String> longer(List<String> lineage, String identity) {
        List<String> more = new ArrayList<>(lineage);
        more.add(identity);
        return more;
    }
}
