package org.p2vworkbench.converter.nbdexport;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.p2vworkbench.converter.process.RunFolder;
import org.p2vworkbench.disks.BlockSource;

/**
 * A disk served, read-only, to programs of this user: qemu and the libguestfs appliance read what exists only as a source
 * of ours, be it a RAID set over SSH.
 *
 * <p>The socket lies in a folder nobody else may enter. Several clients may read at once. Threads that read the disk are
 * never interrupted, because that would close the files behind it; closing the export waits for what they read now, and
 * leaves the disk open: it belongs to whoever opened it.
 */
public final class NbdExport implements Closeable {

    /** qemu uses one, copying tools four; each costs threads and their memory. */
    private static final int MOST_CLIENTS = 8;

    private final BlockSource source;
    private final Path folder;
    private final ServerSocketChannel listener;
    private final Thread acceptor;
    private final Map<ClientConnection, Thread> clients = new HashMap<>();
    private boolean closed;

    private NbdExport(BlockSource source, Path folder, ServerSocketChannel listener) {
        this.source = source;
        this.folder = folder;
        this.listener = listener;
        this.acceptor = new Thread(this::accept, "nbd-export");
        acceptor.setDaemon(true);
    }

    /** Serves {@code source} from now on. */
    public static NbdExport of(BlockSource source) throws IOException {
        Path folder = RunFolder.temporary("export");
        ServerSocketChannel listener = null;
        try {
            listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listener.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
            NbdExport export = new NbdExport(source, folder, listener);
            export.acceptor.start();
            return export;
        } catch (IOException | RuntimeException failure) {
            if (listener != null) {
                listener.close();
            }
            Files.deleteIfExists(folder.resolve("socket"));
            Files.delete(folder);
            throw failure;
        }
    }

    /** Where it is served, for whoever speaks NBD over unix sockets by itself. */
    public Path socket() {
        return folder.resolve("socket");
    }

    /** The same as an address: {@code nbd+unix:///?socket=...} (doc/uri.md). */
    public String uri() {
        String path = URLEncoder.encode(socket().toString(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        return "nbd+unix:///?socket=" + path;
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel channel = listener.accept();
                if (!welcome(channel)) {
                    channel.close();
                }
            } catch (IOException failure) {
                // Closed by us, or out of file descriptors, which passes.
                pause();
            }
        }
    }

    private synchronized boolean welcome(SocketChannel channel) {
        if (closed || clients.size() >= MOST_CLIENTS) {
            return false;
        }
        ClientConnection client = new ClientConnection(channel, source);
        Thread thread = new Thread(() -> serve(client), "nbd-export-client");
        thread.setDaemon(true);
        clients.put(client, thread);
        thread.start();
        return true;
    }

    private void serve(ClientConnection client) {
        try {
            client.serve();
        } finally {
            synchronized (this) {
                clients.remove(client);
            }
        }
    }

    private void pause() {
        try {
            if (listener.isOpen()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (InterruptedException unwanted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hangs up on everybody and removes the socket. The disk stays open. */
    @Override
    public void close() throws IOException {
        List<Thread> threads;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            threads = List.copyOf(clients.values());
            clients.keySet().forEach(ClientConnection::close);
        }
        listener.close();
        try {
            acceptor.join();
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(socket());
        Files.deleteIfExists(folder);
    }
}
