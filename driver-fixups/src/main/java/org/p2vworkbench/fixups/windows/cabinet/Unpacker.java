package org.p2vworkbench.fixups.windows.cabinet;

import java.io.Closeable;

/** Unpacks the blocks of one folder, which are given to it in order. */
interface Unpacker extends Closeable {

    /**
     * Unpacks one block.
     *
     * @param into filled from its start with {@code length} bytes
     */
    void unpack(byte[] packed, byte[] into, int length) throws MalformedBlockException;

    @Override
    default void close() {}
}
