package org.p2vworkbench.disks.nbd;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

/**
 * A disk served by another program. Readers share a few connections, one each at a time, where the server says that
 * several see one disk; otherwise they take turns.
 */
public final class NbdClient implements BlockSource {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 4;

    /** The request's length has 32 bits, and some servers take it for signed. */
    private static final int MOST_STATUS_BYTES = Integer.MAX_VALUE - (64 << 10) + 1;

    /** A server cannot fill our memory with runs: from here on everything is data. */
    private static final int MOST_RUNS = 2_000_000;

    private final String name;
    private final ConnectionPool pool;
    private final Export export;

    private NbdClient(String name, ConnectionPool pool) {
        this.name = name;
        this.pool = pool;
        this.export = pool.export();
    }

    public static NbdClient connect(NbdUri uri) throws IOException {
        return connect(uri.toString(), uri.address(), uri.exportName());
    }

    /** @param name for errors: the image served, or the address */
    public static NbdClient connect(String name, SocketAddress address, String exportName) throws IOException {
        return connect(name, address, exportName, LIMIT, CONNECTIONS);
    }

    static NbdClient connect(String name, SocketAddress address, String exportName, Duration limit, int connections)
            throws IOException {
        try {
            return new NbdClient(name, new ConnectionPool(address, exportName, limit, connections));
        } catch (IOException failure) {
            throw new IOException("%s: %s".formatted(name, why(failure)), failure);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return export.sizeBytes();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        long at = offset;
        while (into.hasRemaining()) {
            int within = (int) (at & export.leastBlockBytes() - 1);
            int length = within == 0 ? wholeBlocks(at, into.remaining()) : 0;
            if (length > 0) {
                readPiece(at, into.slice(into.position(), length));
                into.position(into.position() + length);
            } else {
                length = readWithin(at - within, within, into);
            }
            at += length;
        }
    }

    /** How much of the wish one request can fulfil in whole blocks; the disk's end may cut its last block short. */
    private int wholeBlocks(long at, int wished) {
        int length = Math.min(wished, export.mostRequestBytes());
        return at + length == size() ? length : length & -export.leastBlockBytes();
    }

    /** Reads one block for the sake of some bytes in it. */
    private int readWithin(long blockAt, int within, ByteBuffer into) throws IOException {
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(export.leastBlockBytes(), size() - blockAt));
        readPiece(blockAt, block);
        int length = Math.min(block.limit() - within, into.remaining());
        into.put(block.slice(within, length));
        return length;
    }

    private void readPiece(long at, ByteBuffer into) throws IOException {
        int length = into.remaining();
        try {
            pool.use(connection -> connection.read(at, into));
        } catch (IOException failure) {
            throw new IOException(
                    "%s @ 0x%x: reading %d bytes failed: %s".formatted(name, at, length, why(failure)), failure);
        }
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        Extents.Builder runs = new Extents.Builder(from);
        if (export.allocation().isPresent()) {
            addTold(from, to, runs);
        }
        return runs.add(to - runs.end(), Extent.Kind.DATA).build();
    }

    private void addTold(long from, long to, Extents.Builder runs) throws IOException {
        int[] count = {0};
        while (runs.end() < to && count[0] < MOST_RUNS) {
            long at = runs.end() & -(long) export.leastBlockBytes();
            long end = Math.min(size(), to + export.leastBlockBytes() - 1 & -(long) export.leastBlockBytes());
            long[] reached = {at};
            try {
                pool.use(connection ->
                        connection.blockStatus(at, (int) Math.min(MOST_STATUS_BYTES, end - at), (length, zero) -> {
                            reached[0] = Math.min(reached[0] + length, size());
                            long news = Math.min(to, reached[0]) - runs.end();
                            runs.add(Math.max(0, news), zero ? Extent.Kind.ZERO : Extent.Kind.DATA);
                            count[0]++;
                        }));
            } catch (ServerRefusal unable) {
                return; // It can read and cannot tell: the rest is data.
            } catch (IOException failure) {
                throw new IOException(
                        "%s @ 0x%x: asking for holes failed: %s".formatted(name, at, why(failure)), failure);
            }
        }
    }

    private static String why(IOException failure) {
        return failure.getMessage() != null ? failure.getMessage() : failure.toString();
    }

    @Override
    public void close() throws IOException {
        pool.close();
    }
}
