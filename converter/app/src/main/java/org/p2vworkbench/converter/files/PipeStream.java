package org.p2vworkbench.converter.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The reading end of a named pipe. The JDK takes it for a file and skips by seeking, which a pipe refuses. */
final class PipeStream extends FilterInputStream {

    private static final int SKIP_BYTES = 64 << 10;

    PipeStream(InputStream pipe) {
        super(pipe);
    }

    @Override
    public long skip(long count) throws IOException {
        if (count <= 0) {
            return 0;
        }
        byte[] unwanted = new byte[(int) Math.min(SKIP_BYTES, count)];
        return Math.max(0, read(unwanted, 0, unwanted.length));
    }

    @Override
    public int available() {
        return 0;
    }
}
