package org.p2vworkbench.converter.foreign;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.nbd.NbdClient;
import org.p2vworkbench.disks.nbd.NbdUri;

/** A disk that comes over NBD, as an image like any other; its headers are the server's business. */
public final class ServedImage implements DiskImage {

    /** What ends with the image. */
    interface Server {
        void close() throws IOException;
    }

    private final NbdClient client;
    private final String format;
    private final Server server;

    ServedImage(NbdClient client, String format, Server server) {
        this.client = client;
        this.format = format;
        this.server = server;
    }

    /** The disk at an address the operator gave; its server goes on when we go. */
    public static DiskImage at(NbdUri uri) throws IOException {
        try {
            return new ServedImage(NbdClient.connect(uri), "nbd", () -> {});
        } catch (DiskFormatException | InterruptedIOException notTheServer) {
            throw notTheServer;
        } catch (IOException failure) {
            Throwable why = failure.getCause() == null ? failure : failure.getCause();
            throw new SourceUnreachableException(
                    uri.text(),
                    "no disk is served there: " + (why.getMessage() == null ? why : why.getMessage()),
                    "Start the server, or correct host, port or socket and the name of the export.",
                    failure);
        }
    }

    @Override
    public String name() {
        return client.name();
    }

    @Override
    public long size() {
        return client.size();
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public List<Structure> structures() {
        return List.of();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        client.read(offset, into);
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        return client.extents(from, to);
    }

    @Override
    public void close() throws IOException {
        try {
            client.close();
        } finally {
            server.close();
        }
    }
}
