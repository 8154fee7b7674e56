package org.p2vworkbench.converter.copy;

/** Chunks that follow one another and are all to be read, or all known to be zeros. */
record ChunkRun(long first, long count, boolean zero) {

    long end() {
        return first + count;
    }
}
