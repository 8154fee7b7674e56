package org.p2vworkbench.disks.raid.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/** A few bytes of a volume, where it has them. */
final class Look {

    private Look() {}

    static Optional<Block> littleEndian(BlockSource volume, long offset, int length) throws IOException {
        return lies(volume, offset, length)
                ? Optional.of(Block.littleEndian(volume, offset, length))
                : Optional.empty();
    }

    static Optional<Block> bigEndian(BlockSource volume, long offset, int length) throws IOException {
        return lies(volume, offset, length) ? Optional.of(Block.bigEndian(volume, offset, length)) : Optional.empty();
    }

    static boolean says(BlockSource volume, long offset, String ascii) throws IOException {
        Optional<Block> found = littleEndian(volume, offset, ascii.length());
        return found.isPresent() && says(found.get(), 0, ascii);
    }

    static boolean says(Block block, int at, String ascii) {
        return new String(block.slice(at, ascii.length()), StandardCharsets.ISO_8859_1).equals(ascii);
    }

    private static boolean lies(BlockSource volume, long offset, int length) {
        return offset >= 0 && offset <= volume.size() - length;
    }
}
