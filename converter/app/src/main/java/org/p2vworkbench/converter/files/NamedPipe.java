package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.converter.process.RunFolder;

/**
 * A stream from something that insists on writing to a file of a name: the appliance's files of any size pass through
 * without lying on the disk of this host.
 *
 * <p>Opening a pipe waits for the other end, and the writer may fail before it opens its own. So a third end, open for
 * both, keeps the pipe; when the writer is done, or has failed, that end is closed and the reader sees the end.
 */
final class NamedPipe {

    private static final OutsideProgram MKFIFO = new OutsideProgram("mkfifo", "coreutils");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int DRAIN_BYTES = 64 << 10;

    private NamedPipe() {}

    /** Fills the pipe. */
    interface Writer {
        void writeTo(Path pipe) throws IOException;
    }

    /** Empties it; what it leaves is thrown away. */
    interface Reader {
        void read(InputStream in) throws IOException;
    }

    /** Runs both to their ends. When both fail, the one that failed first is the reason. */
    static void between(Writer writer, Reader reader) throws IOException {
        Path folder = RunFolder.temporary("pipe");
        Path pipe = folder.resolve("pipe");
        try {
            MKFIFO.run(LIMIT, List.of("-m", "600", pipe.toString()));
            run(pipe, writer, reader);
        } finally {
            Files.deleteIfExists(pipe);
            Files.delete(folder);
        }
    }

    private static void run(Path pipe, Writer writer, Reader reader) throws IOException {
        AtomicReference<Exception> failed = new AtomicReference<>();
        FileChannel keeper = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Thread thread = new Thread(() -> write(pipe, writer, keeper, failed), "guest-file");
        thread.setDaemon(true);
        try (InputStream in = new PipeStream(Files.newInputStream(pipe))) {
            thread.start();
            reader.read(in);
            drain(in);
        } catch (IOException | RuntimeException failure) {
            failed.compareAndSet(null, failure);
        } finally {
            // With no reader left, a writer that still writes is told so.
            keeper.close();
        }
        join(thread);
        Exception reason = failed.get();
        if (reason instanceof IOException failure) {
            throw failure;
        }
        if (reason instanceof RuntimeException mistake) {
            throw mistake;
        }
    }

    /** An archive is padded; its writer wants to get rid of that. */
    private static void drain(InputStream in) throws IOException {
        byte[] rest = new byte[DRAIN_BYTES];
        int length = 0;
        while (length >= 0) {
            length = in.read(rest);
        }
    }

    private static void write(Path pipe, Writer writer, FileChannel keeper, AtomicReference<Exception> failed) {
        try {
            writer.writeTo(pipe);
        } catch (IOException | RuntimeException failure) {
            failed.compareAndSet(null, failure);
        }
        try {
            keeper.close();
        } catch (IOException notClosed) {
            failed.compareAndSet(null, notClosed);
        }
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("interrupted while reading from the guest").initCause(interrupt);
        }
    }
}
