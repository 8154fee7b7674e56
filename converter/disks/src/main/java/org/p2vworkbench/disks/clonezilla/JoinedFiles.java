package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;

/** Pieces that {@code split} made of a file, as that file. Owns them. */
final class JoinedFiles implements BlockSource {

    private final String name;
    private final List<BlockSource> pieces;
    private final long[] starts;

    private JoinedFiles(String name, List<BlockSource> pieces) {
        this.name = name;
        this.pieces = List.copyOf(pieces);
        starts = new long[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], pieces.get(i).size());
        }
    }

    /** @param names of at least one file, in order */
    static BlockSource open(String name, ImageFiles files, List<String> names) throws IOException {
        List<BlockSource> pieces = new ArrayList<>();
        try {
            for (String piece : names) {
                pieces.add(files.open(piece));
            }
            return new JoinedFiles(name, pieces);
        } catch (IOException | RuntimeException failure) {
            for (BlockSource piece : pieces) {
                piece.close();
            }
            throw failure;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return starts[pieces.size()];
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        int end = into.limit();
        long at = offset;
        for (int i = 0; i < pieces.size() && into.position() < end; i++) {
            if (at < starts[i + 1]) {
                int length = (int) Math.min(end - into.position(), starts[i + 1] - at);
                into.limit(into.position() + length);
                pieces.get(i).read(at - starts[i], into);
                into.limit(end);
                at += length;
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (BlockSource piece : pieces) {
            piece.close();
        }
    }
}
