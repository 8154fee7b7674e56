package org.p2vworkbench.agent.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Entry point for a fuzzer: whatever a converter sends, the agent's decoder gives requests or an IOException. */
public final class RequestFuzz {

    private RequestFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        RequestStream.Reader reader = new RequestStream.Reader(new ByteArrayInputStream(data));
        try {
            while (reader.next().isPresent()) {
                continue;
            }
        } catch (IOException refused) {
            return;
        }
    }
}
