package org.p2vworkbench.disks.raid.infer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.p2vworkbench.disks.BlockSource;

/** A disk of an array as it would lie on the bench: something before the data, the data, something after it. */
final class ArrayMember implements BlockSource {

    private final String name;
    private final NaiveArray array;
    private final int slot;
    private final long dataOffset;
    private final long size;
    private final AtomicLong bytesRead = new AtomicLong();

    ArrayMember(String name, NaiveArray array, int slot, long dataOffset, long tailBytes) {
        this.name = name;
        this.array = array;
        this.slot = slot;
        this.dataOffset = dataOffset;
        size = dataOffset + array.capacityBytes() + tailBytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    long bytesRead() {
        return bytesRead.get();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        bytesRead.addAndGet(into.remaining());
        long at = offset;
        while (into.hasRemaining()) {
            long inData = at - dataOffset;
            byte[] piece;
            if (inData < 0 || inData >= array.capacityBytes()) {
                long border = inData < 0 ? -inData : size - at;
                piece = new byte[(int) Math.min(512 - at % 512, Math.min(border, into.remaining()))];
                if (at % 8192 < 2048) {
                    new Random(slot * 1_000_003L + at).nextBytes(piece);
                }
            } else {
                long leftInChunk = array.chunk() - inData % array.chunk();
                piece = new byte[(int) Math.min(leftInChunk, into.remaining())];
                array.readWithinChunk(slot, inData, piece);
            }
            into.put(piece);
            at += piece.length;
        }
    }

    @Override
    public void close() {
        // The content belongs to the case.
    }
}
