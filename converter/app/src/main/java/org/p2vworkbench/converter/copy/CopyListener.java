package org.p2vworkbench.converter.copy;

import java.io.IOException;

/** Whoever watches a copy. Called from several threads. */
public interface CopyListener {

    /** Bytes that are in the target now. */
    void copied(long bytes);

    /** Bytes that an earlier run had brought already. */
    void resumed(long bytes);

    /** Bytes that could not be read, before the ledger says so. May come again after a crash. */
    void lost(LostRange range) throws IOException;
}
