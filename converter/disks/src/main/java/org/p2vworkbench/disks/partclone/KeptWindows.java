package org.p2vworkbench.disks.partclone;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.p2vworkbench.disks.Zeros;

/** All windows of a volume from its first on, in a temporary file that takes no room for zeros. */
final class KeptWindows implements Closeable {

    private final int windowBytes;
    private final FileChannel file;
    private long end;

    KeptWindows(int windowBytes) throws IOException {
        this.windowBytes = windowBytes;
        Path path = Files.createTempFile("p2v-volume", ".raw");
        Files.delete(path);
        file = FileChannel.open(
                path,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** The first window that is not kept. */
    long end() {
        return end;
    }

    void add(byte[] window) throws IOException {
        if (!Zeros.only(window, 0, window.length)) {
            ByteBuffer bytes = ByteBuffer.wrap(window);
            for (long at = end * windowBytes; bytes.hasRemaining(); ) {
                at += file.write(bytes, at);
            }
        }
        end++;
    }

    byte[] read(long number, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        for (long at = number * windowBytes; into.hasRemaining(); ) {
            int got = file.read(into, at);
            if (got < 0) {
                // The file ends with the last window that was not zeros.
                break;
            }
            at += got;
        }
        return into.array();
    }

    /** Everything comes once more, from the first window on. */
    void clear() {
        end = 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
