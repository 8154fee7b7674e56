package org.p2vworkbench.agent.lane;

import org.p2vworkbench.agent.wire.Request;

/** Hears what happens on lanes, from their threads. */
public interface LaneListener {

    /** The converter said hello. */
    void greeted(int lane, String converter);

    /** So many bytes of a disk were read and answered. */
    void answered(long plainBytes);

    /** Bytes of a disk that cannot be read. */
    void unreadable(String disk, long offset, long length);

    /** What the converter wants shown. */
    void progress(Request.Progress progress);

    /** Something went wrong, and the lane goes on. */
    void trouble(String what);

    /** The converter wants so many lanes in all. */
    void lanesWanted(int count);
}
