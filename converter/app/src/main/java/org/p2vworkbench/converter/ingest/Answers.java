package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import org.p2vworkbench.agent.wire.Reply;

/** Who waits for the replies to one request. Called on the lane's thread, which must not wait for anything. */
interface Answers {

    /**
     * @return whether this was the last one
     * @throws IOException when no agent would answer that; the lane is closed then
     */
    boolean take(Reply reply) throws IOException;

    /** No more replies will come. */
    void lost(IOException why);
}
