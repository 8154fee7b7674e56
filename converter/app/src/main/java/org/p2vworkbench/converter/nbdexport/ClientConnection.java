package org.p2vworkbench.converter.nbdexport;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/** One client with the threads that serve it. However it ends, it ends alone: the disk and the others go on. */
final class ClientConnection {

    /** What the disk at the far end of a slow line is asked at once. */
    private static final int THREADS = 8;

    private final ByteChannel channel;
    private final BlockSource source;
    private final Frames frames;

    ClientConnection(ByteChannel channel, BlockSource source) {
        this.channel = channel;
        this.source = source;
        this.frames = new Frames(channel);
    }

    /** Serves the client to its end, and closes the connection. */
    void serve() {
        try (channel) {
            Optional<Terms> terms = Handshake.with(frames, source.size());
            if (terms.isPresent()) {
                serveInParallel(new Transmission(source, terms.get(), frames));
            }
        } catch (IOException gone) {
            // The client went away or broke the protocol: either way nobody is left to tell.
        }
    }

    private void serveInParallel(Transmission transmission) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i < THREADS; i++) {
            Thread thread = new Thread(() -> serve(transmission), "nbd-export-reader");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        serve(transmission);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException unwanted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void serve(Transmission transmission) {
        try {
            transmission.serve();
        } catch (IOException gone) {
            close();
        }
    }

    /** Ends it at once; what a thread reads from the disk now is read to its end and goes nowhere. */
    void close() {
        try {
            channel.close();
        } catch (IOException alreadyBroken) {
            // There is nothing left of it that could be closed.
        }
    }
}
