package org.p2vworkbench.converter.api;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.store.PrivateFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the commands of this host's users who may read the store's hidden folder: its owner and root. */
public final class ApiServer implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final int LONGEST_REQUEST = 64 << 10;

    private final ServerSocketChannel socket;
    private final Path path;
    private final Handler handler;

    /** Whoever knows the answers. */
    public interface Handler {
        /** The result; anything that JSON can say. */
        Object answer(ApiRequest request, Asker asker) throws IOException, InterruptedException;
    }

    /** Whoever asked, while the answer is on its way. */
    public interface Asker {
        void story(String line) throws IOException;

        void status(Object value) throws IOException;
    }

    private ApiServer(ServerSocketChannel socket, Path path, Handler handler) {
        this.socket = socket;
        this.path = path;
        this.handler = handler;
    }

    /** To be called by the one converter that runs on the store: a socket that is there is of one that died. */
    public static ApiServer start(Path store, Handler handler) throws IOException {
        UnixDomainSocketAddress address = ApiSocket.of(store);
        PrivateFolder.create(address.getPath().getParent());
        Files.deleteIfExists(address.getPath());
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket.bind(address);
        Files.setPosixFilePermissions(address.getPath(), PosixFilePermissions.fromString("rw-------"));
        ApiServer server = new ApiServer(socket, address.getPath(), handler);
        start("api", server::accept);
        return server;
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel one = socket.accept();
                start("api-answer", () -> answer(one));
            }
        } catch (IOException closed) {
            LOG.debug("the local API ended", closed);
        }
    }

    private void answer(SocketChannel channel) {
        try (channel;
                Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            ApiEvent last;
            try {
                ApiRequest request = JsonText.parse(line(channel), ApiRequest.class);
                endWithAsker(channel, Thread.currentThread());
                last = ApiEvent.result(handler.answer(request, new Connection(out)));
            } catch (IOException | RuntimeException failure) {
                LOG.debug("api", failure);
                last = ApiEvent.failure(failure);
            } catch (InterruptedException ended) {
                // The thread's last act is to say so, and an interrupted one cannot write to a channel.
                last = ApiEvent.failure(ended);
            }
            say(out, last);
        } catch (IOException gone) {
            LOG.debug("whoever asked has gone", gone);
        }
    }

    /** Nobody says anything after the request, so what comes is the end: whoever asked was interrupted. */
    private static void endWithAsker(SocketChannel channel, Thread answering) {
        start("api-asker", () -> {
            try {
                while (channel.read(ByteBuffer.allocate(64)) >= 0) {
                    continue;
                }
                answering.interrupt();
            } catch (IOException answered) {
                LOG.debug("the answer is given", answered);
            }
        });
    }

    private static String line(SocketChannel channel) throws IOException {
        BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder();
        for (int letter = in.read(); letter >= 0 && letter != '\n'; letter = in.read()) {
            line.append((char) letter);
            if (line.length() > LONGEST_REQUEST) {
                throw new IOException("a request of more than %d letters".formatted(LONGEST_REQUEST));
            }
        }
        return line.toString();
    }

    private static void say(Writer out, ApiEvent event) throws IOException {
        synchronized (out) {
            out.write(JsonText.line(event) + "\n");
            out.flush();
        }
    }

    /** One that is asking. */
    private record Connection(Writer out) implements Asker {

        @Override
        public void story(String line) throws IOException {
            say(out, ApiEvent.story(line));
        }

        @Override
        public void status(Object value) throws IOException {
            say(out, ApiEvent.status(value));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        Files.deleteIfExists(path);
    }
}
