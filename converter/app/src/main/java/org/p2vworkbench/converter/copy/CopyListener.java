package org.p2vworkbench.converter.copy;

/** Whoever watches a copy. Called from several threads. */
public interface CopyListener {

    /** Bytes that are in the target now. */
    void copied(long bytes);

    /** Bytes that an earlier run had brought already. */
    void resumed(long bytes);

    void lost(LostRange range);
}
