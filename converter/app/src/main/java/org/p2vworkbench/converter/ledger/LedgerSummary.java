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
 * @param dataBytes of these, how many are not known to be zeros
 */
public record LedgerSummary(long diskBytes, long coveredBytes, long dataBytes) {

    /** A ledger that is missing or is none covers nothing. */
    public static LedgerSummary of(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new LedgerSummary(0, 0, 0);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            LedgerFile ledger = new LedgerFile(channel);
            Optional<LedgerHead> head = ledger.head();
            if (head.isEmpty()) {
                return new LedgerSummary(0, 0, 0);
            }
            BitSet covered = new BitSet();
            BitSet data = new BitSet();
            ledger.forward(entry -> {
                int from = (int) entry.chunk();
                int to = (int) (entry.chunk() + entry.count());
                covered.set(from, to);
                data.set(from, to, entry.state() != LedgerEntry.State.ZERO);
            });
            LedgerHead about = head.get();
            return new LedgerSummary(about.diskBytes(), bytes(covered, about), bytes(data, about));
        }
    }

    private static long bytes(BitSet chunks, LedgerHead about) {
        return Math.min((long) chunks.cardinality() * about.chunkBytes(), about.diskBytes());
    }
}
