package org.p2vworkbench.agent.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** Entry point for a fuzzer: whatever an agent sends, the converter's decoder gives replies or an IOException. */
public final class ReplyFuzz {

    private ReplyFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        ReplyStream.Reader reader = new ReplyStream.Reader(new ByteArrayInputStream(data));
        try (ChunkDecoder decoder = new ChunkDecoder()) {
            Optional<ReplyStream.Numbered> next = reader.next();
            while (next.isPresent()) {
                if (next.get().reply() instanceof Chunk chunk) {
                    decoder.decode(chunk, new byte[chunk.plainBytes()], 0);
                }
                next = reader.next();
            }
        } catch (IOException refused) {
            return;
        }
    }
}
