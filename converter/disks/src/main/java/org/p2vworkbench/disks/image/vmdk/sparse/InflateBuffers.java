package org.p2vworkbench.disks.image.vmdk.sparse;

import java.nio.ByteBuffer;
import java.util.zip.Inflater;

/** What one thread needs to inflate grains, kept from one read to the next: at most about 5 MiB. */
final class InflateBuffers {

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    /** Its native memory is freed by its own cleaner when the thread is gone. */
    private final Inflater inflater = new Inflater();

    private ByteBuffer stored = NONE;
    private ByteBuffer grain = NONE;
    private ByteBuffer surplus = NONE;
    private long heldInstance;
    private long heldPlace;

    Inflater inflater() {
        return inflater;
    }

    /** Room for compressed bytes, off the heap so that file and inflater share it without a copy. */
    ByteBuffer stored(int size) {
        if (stored.capacity() < size) {
            stored = ByteBuffer.allocateDirect(size);
        }
        return stored.clear();
    }

    /** Room for one inflated grain; what it held is forgotten. */
    ByteBuffer emptyGrain(int size) {
        heldInstance = 0;
        if (grain.capacity() < size) {
            grain = ByteBuffer.allocateDirect(size);
        }
        return grain.clear();
    }

    void keepGrain(long instance, long place) {
        heldInstance = instance;
        heldPlace = place;
    }

    boolean holdsGrain(long instance, long place) {
        return heldInstance == instance && heldPlace == place;
    }

    ByteBuffer grain() {
        return grain.clear();
    }

    /** Room for bytes nobody wants. */
    ByteBuffer surplus(int size) {
        if (surplus.capacity() < size) {
            surplus = ByteBuffer.allocateDirect(size);
        }
        return surplus.clear().limit(size);
    }
}
