package org.p2vworkbench.agent.lane;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.agent.disk.DiskTable;
import org.p2vworkbench.agent.wire.BadRange;
import org.p2vworkbench.agent.wire.Chunk;
import org.p2vworkbench.agent.wire.Extent;
import org.p2vworkbench.agent.wire.Hashes;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;

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

    void chunks(Task task, ChunkBuffers buffers, boolean compress) throws IOException {
        disk.check();
        for (int i = 0; i < work.extents().size(); i++) {
            Extent extent = work.extents().get(i);
            for (long at = extent.offset(); at < extent.end(); ) {
                int length = chunkAt(at, extent);
                List<BadRange> bad = read(task, buffers, at, length);
                Chunk chunk = buffers.encoder.encode(at, buffers.plain, length, bad, compress);
                at += length;
                task.answer(chunk, at < extent.end() ? i : i + 1, at < extent.end() ? at : startAfter(i));
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
                    task.answer(hashes, last ? i + 1 : i, last ? startAfter(i) : at);
                    collected.clear();
                    from = at;
                    sent = System.nanoTime();
                }
            }
        }
        task.complete(Reply.Done.COMPLETE);
    }

    private int chunkAt(long at, Extent extent) {
        return (int) Math.min(work.chunkBytes(), extent.end() - at);
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
