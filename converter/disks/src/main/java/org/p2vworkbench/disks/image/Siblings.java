package org.p2vworkbench.disks.image;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;

/** The files beside an image that it may name: those of its folder or archive, and no others. */
public interface Siblings {

    /**
     * Opens the file that {@code reference} names, as raw bytes, or throws a
     * {@link org.p2vworkbench.disks.DiskFormatException} placed at {@code namedAt} when there is none or it is not
     * allowed.
     */
    Sibling open(String reference, DiskAddress namedAt) throws IOException;

    /** Whether {@code reference} names an allowed file that exists. */
    boolean has(String reference);

    /**
     * The names of all allowed files, for formats whose images know their parent by an identifier only. A neighbourhood
     * that cannot be listed has none.
     */
    default List<String> names() throws IOException {
        return List.of();
    }

    /**
     * An opened file with the neighbourhood it lies in.
     *
     * @param identity the same for the same file however it was named, so that a chain that bites its tail is seen
     */
    record Sibling(BlockSource bytes, Siblings siblings, String identity) {}
}
