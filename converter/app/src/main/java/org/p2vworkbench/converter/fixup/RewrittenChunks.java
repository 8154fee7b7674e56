package org.p2vworkbench.converter.fixup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.ledger.ChunkHash;
import org.p2vworkbench.converter.ledger.Ledger;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;

/**
 * The chunks that a layer changes in what is below it, entered into a ledger before the layer becomes a part of its
 * image, so that verifying the image goes on to mean something.
 */
public final class RewrittenChunks {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** The pass after those of a copy. */
    private static final int REPAIR_PASS = 255;

    private final Path layer;
    private final Path ledger;

    public RewrittenChunks(Path layer, Path ledger) {
        this.layer = layer;
        this.ledger = ledger;
    }

    /** What {@code qemu-img map} says of a run of bytes; {@code depth} 0 is the layer itself. */
    record Run(long start, long length, int depth) {}

    /** The same chunks entered twice, after a crash, do no harm. */
    public void enter() throws IOException {
        try (Ledger entries = Ledger.amend(ledger);
                DiskImage image = ImageFormats.all()
                        .open(FolderSiblings.named(layer, true, new SparseMap()), Optional.of("qcow2"))) {
            byte[] chunk = new byte[entries.chunkBytes()];
            BitSet rewritten = rewritten(chunk.length);
            for (int at = rewritten.nextSetBit(0); at >= 0; at = rewritten.nextSetBit(at + 1)) {
                long offset = (long) at * chunk.length;
                int length = (int) Math.min(chunk.length, entries.diskBytes() - offset);
                image.read(offset, ByteBuffer.wrap(chunk, 0, length));
                entries.addData(at, ChunkHash.of(chunk, 0, length), REPAIR_PASS);
            }
            entries.mark();
            entries.sync();
        }
    }

    private BitSet rewritten(int chunkBytes) throws IOException {
        String map =
                OutsideProgram.QEMU_IMG.run(LIMIT, List.of("map", "--output=json", "-f", "qcow2", layer.toString()));
        BitSet chunks = new BitSet();
        for (Run run : JsonText.parse(map, Run[].class)) {
            if (run.depth() == 0 && run.length() > 0) {
                chunks.set((int) (run.start() / chunkBytes), (int) ((run.start() + run.length() - 1) / chunkBytes) + 1);
            }
        }
        return chunks;
    }
}
