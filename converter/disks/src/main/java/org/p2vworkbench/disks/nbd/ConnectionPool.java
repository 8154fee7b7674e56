package org.p2vworkbench.disks.nbd;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The connections to one disk, opened as they are needed and lent to one reader each.
 *
 * <p>A server may allow fewer than it can serve (qemu-nbd without {@code --shared} lets a second one wait unanswered),
 * so one more is tried only briefly, and failing that the pool stays as large as it is.
 */
final class ConnectionPool implements Closeable {

    private static final Duration ONE_MORE_LIMIT = Duration.ofSeconds(2);

    private final SocketAddress address;
    private final String exportName;
    private final Duration limit;
    private final Export export;
    private final Deque<NbdConnection> idle = new ArrayDeque<>();
    private int most;
    private int open = 1;
    private boolean closed;

    ConnectionPool(SocketAddress address, String exportName, Duration limit, int most) throws IOException {
        this.address = address;
        this.exportName = exportName;
        this.limit = limit;
        NbdConnection first = NbdConnection.open(address, exportName, limit, limit);
        this.export = first.export();
        this.most = export.takesManyConnections() ? most : 1;
        idle.add(first);
    }

    Export export() {
        return export;
    }

    /** Something to do with a connection. */
    interface Use {
        void with(NbdConnection connection) throws IOException;
    }

    void use(Use use) throws IOException {
        NbdConnection connection = borrow();
        boolean reusable = false;
        try {
            use.with(connection);
            reusable = true;
        } catch (ServerRefusal refusal) {
            reusable = !refusal.isShuttingDown();
            throw refusal;
        } finally {
            giveBack(connection, reusable);
        }
    }

    private NbdConnection borrow() throws IOException {
        while (true) {
            boolean first;
            synchronized (this) {
                while (!closed && idle.isEmpty() && open >= most) {
                    awaitReturn();
                }
                if (closed) {
                    throw new IOException("the disk was closed");
                }
                if (!idle.isEmpty()) {
                    return idle.pop();
                }
                first = open == 0;
                open++;
            }
            try {
                return connect(first ? limit : ONE_MORE_LIMIT);
            } catch (IOException failure) {
                if (first || !goOnWithout()) {
                    throw failure;
                }
            }
        }
    }

    private NbdConnection connect(Duration greetingLimit) throws IOException {
        boolean agreed = false;
        NbdConnection more = null;
        try {
            more = NbdConnection.open(address, exportName, greetingLimit, limit);
            if (!more.export().equals(export)) {
                throw new ProtocolException("now serves another disk than before");
            }
            agreed = true;
            return more;
        } finally {
            if (!agreed) {
                forget(more);
            }
        }
    }

    private void forget(NbdConnection connection) throws IOException {
        synchronized (this) {
            open--;
            notifyAll();
        }
        if (connection != null) {
            connection.close();
        }
    }

    /** Whether there are connections to wait for; from now on there will not be more of them. */
    private synchronized boolean goOnWithout() {
        most = Math.max(1, open);
        return open > 0;
    }

    private void giveBack(NbdConnection connection, boolean reusable) throws IOException {
        synchronized (this) {
            if (reusable && !closed) {
                idle.push(connection);
                notifyAll();
                return;
            }
        }
        forget(connection);
    }

    private void awaitReturn() throws InterruptedIOException {
        try {
            wait();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a connection");
        }
    }

    @Override
    public void close() throws IOException {
        List<NbdConnection> leaving;
        synchronized (this) {
            closed = true;
            leaving = new ArrayList<>(idle);
            idle.clear();
            notifyAll();
        }
        for (NbdConnection connection : leaving) {
            connection.close();
        }
    }
}
