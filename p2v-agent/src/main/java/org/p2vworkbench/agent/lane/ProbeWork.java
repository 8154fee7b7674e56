package org.p2vworkbench.agent.lane;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.agent.disk.DiskTable;
import org.p2vworkbench.agent.wire.Chunk;
import org.p2vworkbench.agent.wire.Pace;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;

/** Measures how fast the disk is read and the processor works, one after the other and on one thread. */
final class ProbeWork {

    /** What the wire takes plays no part here. */
    private static final Pace UNKNOWN = new Pace();

    private final DiskTable.Opened disk;
    private final Request.Probe probe;
    private long read;
    private long readNanoseconds;
    private long hashed;
    private long hashNanoseconds;
    private long packed;
    private long packNanoseconds;

    ProbeWork(DiskTable.Opened disk, Request.Probe probe) {
        this.disk = disk;
        this.probe = probe;
    }

    void run(Task task, ChunkBuffers buffers) throws IOException {
        disk.check();
        long begin = System.nanoTime();
        long end = begin + probe.milliseconds() * 1_000_000L;
        long at = probe.offset();
        while (at < disk.offeredBytes() && System.nanoTime() - end < 0 && !task.hasEnded()) {
            int length = (int) Math.min(buffers.plain.length, disk.offeredBytes() - at);
            measure(task, buffers, at, length);
            at += length;
        }
        task.complete(new Reply.Rates(List.of(
                new Reply.Rate(Reply.Rate.What.READ, read, readNanoseconds),
                new Reply.Rate(Reply.Rate.What.HASH, hashed, hashNanoseconds),
                new Reply.Rate(Reply.Rate.What.COMPRESS, packed, packNanoseconds))));
    }

    /** Zeros are neither hashed nor compressed, so they tell about the disk alone. */
    private void measure(Task task, ChunkBuffers buffers, long at, int length) throws IOException {
        long start = System.nanoTime();
        buffers.reader.read(disk.bytes(), at, buffers.plain, length, task::hasEnded);
        long afterReading = System.nanoTime();
        read += length;
        readNanoseconds += afterReading - start;
        Chunk raw = buffers.encoder.encode(at, buffers.plain, length, List.of(), Request.Packing.PLAIN, UNKNOWN);
        long afterHashing = System.nanoTime();
        if (raw.encoding() == Chunk.Encoding.ZERO) {
            return;
        }
        hashed += length;
        hashNanoseconds += afterHashing - afterReading;
        buffers.encoder.encode(at, buffers.plain, length, List.of(), Request.Packing.SMALLEST, UNKNOWN);
        packed += length;
        packNanoseconds += Math.max(0, System.nanoTime() - afterHashing - (afterHashing - afterReading));
    }
}
