package org.p2vworkbench.converter.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Optional;

/**
 * A ledger at a glance, whether its copy is finished or not.
 *
 * @param coveredBytes of the disk, how many are recorded
 */
public record LedgerSummary(long diskBytes, long coveredBytes) {

    /** A ledger that is missing or is none covers nothing. */
    public static LedgerSummary of(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new LedgerSummary(0, 0);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            LedgerFile ledger = new LedgerFile(channel);
            Optional<LedgerHead> head = ledger.head();
            if (head.isEmpty()) {
                return new LedgerSummary(0, 0);
            }
            BitSet chunks = new BitSet();
            ledger.forward(entry -> chunks.set((int) entry.chunk(), (int) (entry.chunk() + entry.count())));
            long covered = Math.min(
                    (long) chunks.cardinality() * head.get().chunkBytes(),
                    head.get().diskBytes());
            return new LedgerSummary(head.get().diskBytes(), covered);
        }
    }
}
