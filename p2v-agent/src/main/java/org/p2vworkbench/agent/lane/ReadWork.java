package org.p2vworkbench.agent.lane;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.agent.disk.DiskTable;
import org.p2vworkbench.agent.wire.BadRange;
import org.p2vworkbench.agent.wire.Chunk;
import org.p2vworkbench.agent.wire.Extent;
import org.p2vworkbench.agent.wire.Hashes;
import org.p2vworkbench.agent.wire.Pace;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.agent.wire.UsedParts;

/** Goes through the extents of a request, chunk by chunk, and sends the chunks or their hashes. */
final class ReadWork {

    /** One reply is enough for so much; more would only make the converter wait for its first. */
    private static final int HASHES_AT_ONCE = 64;

    private static final long LONGEST_WITHOUT_HASHES = 500_000_000;

    private final DiskTable.Opened disk;
    private final Request.Work work;
    private final LaneListener listener;

    ReadWork(DiskTable.Opened disk, Request.Work work, LaneListener listener) {
        this.disk = disk;
        this.work = work;
        this.listener = listener;
    }

    void chunks(Task task, ChunkBuffers buffers, Request.Packing packing, Pace wire) throws IOException {
        disk.check();
        for (int i = 0; i < work.extents().size(); i++) {
            Extent extent = work.extents().get(i);
            for (long at = extent.offset(); at < extent.end(); ) {
                int length = chunkAt(at, extent);
                List<BadRange> bad = read(task, buffers, at, length);
                Chunk chunk = buffers.encoder.encode(at, buffers.plain, length, bad, packing, wire);
                at += length;
                boolean more = at < extent.end();
                task.answer(chunk, more ? i : i + 1, more ? at : startAfter(i), true);
                listener.answered(length);
            }
        }
        task.complete(Reply.Done.COMPLETE);
    }

    void hashes(Task task, ChunkBuffers buffers) throws IOException {
        disk.check();
        for (int i = 0; i < work.extents().size(); i++) {
            Extent extent = work.extents().get(i);
            long from = extent.offset();
            long sent = System.nanoTime();
            List<Hashes.Hash> collected = new ArrayList<>();
            for (long at = from; at < extent.end(); ) {
                int length = chunkAt(at, extent);
                List<BadRange> bad = read(task, buffers, at, length);
                collected.add(buffers.encoder.hash(buffers.plain, length, !bad.isEmpty()));
                at += length;
                listener.answered(length);
                boolean last = at == extent.end();
                if (last || collected.size() == HASHES_AT_ONCE || System.nanoTime() - sent > LONGEST_WITHOUT_HASHES) {
                    Hashes hashes = new Hashes(from, work.chunkBytes(), at - from, collected);
                    task.answer(hashes, last ? i + 1 : i, last ? startAfter(i) : at, last && isLast(i));
                    collected.clear();
                    from = at;
                    sent = System.nanoTime();
                }
            }
        }
        task.complete(Reply.Done.COMPLETE);
    }

    /** What is said of the used parts of a chunk. */
    private interface Saying {
        Reply of(UsedParts parts, int length, List<BadRange> bad) throws IOException;
    }

    void used(Task task, ChunkBuffers buffers, Request.Packing packing, Pace wire) throws IOException {
        eachUsed(
                task,
                buffers,
                (parts, length, bad) -> buffers.encoder.encode(parts, buffers.plain, bad, packing, wire));
    }

    void hashesOfUsed(Task task, ChunkBuffers buffers) throws IOException {
        eachUsed(task, buffers, (parts, length, bad) -> {
            parts.blankGaps(buffers.plain, 0);
            Hashes.Hash hash = buffers.encoder.hash(buffers.plain, length, !bad.isEmpty());
            return new Hashes(parts.chunkOffset(), work.chunkBytes(), length, List.of(hash));
        });
    }

    /** The gaps are read too, and left out: a disk is faster at one long read than at many short ones. */
    private void eachUsed(Task task, ChunkBuffers buffers, Saying saying) throws IOException {
        disk.check();
        List<Extent> extents = work.extents();
        long next = 0;
        for (int i = 0; i < extents.size(); ) {
            if (extents.get(i).end() <= next) {
                i++;
                continue;
            }
            long from = Math.max(next, extents.get(i).offset() / work.chunkBytes() * work.chunkBytes());
            int length = (int) Math.min(work.chunkBytes(), disk.offeredBytes() - from);
            List<BadRange> bad = read(task, buffers, from, length);
            Reply said = saying.of(UsedParts.of(extents, i, from, length), length, bad);
            next = from + length;
            while (i < extents.size() && extents.get(i).end() <= next) {
                i++;
            }
            task.answer(said, i, next, i == extents.size());
            listener.answered(length);
        }
        task.complete(Reply.Done.COMPLETE);
    }

    private int chunkAt(long at, Extent extent) {
        return (int) Math.min(work.chunkBytes(), extent.end() - at);
    }

    private boolean isLast(int extent) {
        return extent + 1 == work.extents().size();
    }

    private long startAfter(int extent) {
        return extent + 1 < work.extents().size()
                ? work.extents().get(extent + 1).offset()
                : 0;
    }

    private List<BadRange> read(Task task, ChunkBuffers buffers, long at, int length) throws IOException {
        task.reads(System.nanoTime());
        List<BadRange> bad = buffers.reader.read(disk.bytes(), at, buffers.plain, length, task::hasEnded);
        task.hasRead();
        bad.forEach(range -> listener.unreadable(disk.bytes().name(), at + range.from(), range.length()));
        return bad;
    }
}
