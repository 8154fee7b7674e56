package org.p2vworkbench.converter.serve;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.store.PrivateFolder;

/** That one converter runs on a store and no second. The kernel lets go of it when a process dies, however it does. */
final class StoreLock implements Closeable {

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    static StoreLock on(Path store) throws IOException {
        Path hidden = store.resolve(".p2v");
        PrivateFolder.create(hidden);
        FileChannel channel =
                FileChannel.open(hidden.resolve("serve.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new StoreLock(channel);
            }
        } catch (OverlappingFileLockException inThisProcess) {
            channel.close();
            throw taken(store, inThisProcess);
        }
        channel.close();
        throw taken(store, null);
    }

    private static RefusedException taken(Path store, Exception cause) {
        return new RefusedException(
                store.toString(),
                "another converter runs on this store",
                "Use that one, stop it, or name another store.",
                cause);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
