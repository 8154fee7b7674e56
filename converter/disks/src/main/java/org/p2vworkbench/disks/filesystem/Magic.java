package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.p2vworkbench.disks.BlockSource;

/**
 * A format known by bytes in a fixed place.
 *
 * @param at where its header begins; counted from the end when negative
 * @param headerBytes as much of it as is looked at
 * @param magicAt where in the header the telling bytes are
 * @param magic those bytes, each as one character
 */
record Magic(long at, int headerBytes, int magicAt, String magic, Function<Glimpse, FilesystemSignature> found)
        implements Probe {

    /** A format of which the type is all that is told. */
    static Magic naming(String type, long at, int magicAt, String magic) {
        return new Magic(
                at, magicAt + magic.length(), magicAt, magic, header -> new FilesystemSignature(type, "", "", ""));
    }

    @Override
    public Optional<FilesystemSignature> probe(BlockSource volume) throws IOException {
        return Glimpse.littleEndian(volume, at < 0 ? volume.size() + at : at, headerBytes)
                .filter(header -> header.says(magicAt, magic))
                .map(found);
    }
}
