package org.p2vworkbench.disks.nbd;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A server that says what a test wrote down, whatever it is asked. The client asks one thing at a time and counts its
 * requests from 1, so what it will ask is known.
 */
final class ScriptedServer implements AutoCloseable {

    /** Writes one part of what the server says. */
    interface Part {
        void to(DataOutputStream out) throws IOException;
    }

    private final ServerSocketChannel listener;
    private final UnixDomainSocketAddress address;
    private final byte[] script;

    private ScriptedServer(Path folder, byte[] script) throws IOException {
        this.address = UnixDomainSocketAddress.of(folder.resolve("scripted.sock"));
        this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
        this.script = script;
        Thread thread = new Thread(this::serve, "scripted server");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedServer saying(Path folder, Part... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (Part part : parts) {
            part.to(out);
        }
        return new ScriptedServer(folder, bytes.toByteArray());
    }

    static Part greeting() {
        return out -> {
            out.writeLong(NbdProtocol.GREETING);
            out.writeLong(NbdProtocol.NEWSTYLE);
            out.writeShort(3);
        };
    }

    static Part option(int option, int type, byte[] data) {
        return out -> {
            out.writeLong(NbdProtocol.OPTION_REPLY);
            out.writeInt(option);
            out.writeInt(type);
            out.writeInt(data.length);
            out.write(data);
        };
    }

    static Part noStructuredReplies() {
        return option(NbdProtocol.OPT_STRUCTURED_REPLY, NbdProtocol.REP_ERR_UNSUP, new byte[0]);
    }

    static Part structuredReplies() {
        return out -> {
            option(NbdProtocol.OPT_STRUCTURED_REPLY, NbdProtocol.REP_ACK, new byte[0])
                    .to(out);
            byte[] context = ByteBuffer.allocate(19)
                    .putInt(7)
                    .put("base:allocation".getBytes())
                    .array();
            option(NbdProtocol.OPT_SET_META_CONTEXT, NbdProtocol.REP_META_CONTEXT, context)
                    .to(out);
            option(NbdProtocol.OPT_SET_META_CONTEXT, NbdProtocol.REP_ACK, new byte[0])
                    .to(out);
        };
    }

    static Part disk(long sizeBytes, int leastBlockBytes, int mostRequestBytes) {
        return out -> {
            byte[] export = ByteBuffer.allocate(12)
                    .putShort((short) 0)
                    .putLong(sizeBytes)
                    .putShort((short) 3)
                    .array();
            option(NbdProtocol.OPT_GO, NbdProtocol.REP_INFO, export).to(out);
            byte[] blocks = ByteBuffer.allocate(14)
                    .putShort((short) 3)
                    .putInt(leastBlockBytes)
                    .putInt(4096)
                    .putInt(mostRequestBytes)
                    .array();
            option(NbdProtocol.OPT_GO, NbdProtocol.REP_INFO, blocks).to(out);
            option(NbdProtocol.OPT_GO, NbdProtocol.REP_ACK, new byte[0]).to(out);
        };
    }

    static Part simple(long cookie, int error, byte[] data) {
        return out -> {
            out.writeInt(NbdProtocol.SIMPLE_REPLY);
            out.writeInt(error);
            out.writeLong(cookie);
            out.write(data);
        };
    }

    static Part chunk(long cookie, int flags, int type, int length, byte[] payload) {
        return out -> {
            out.writeInt(NbdProtocol.STRUCTURED_REPLY);
            out.writeShort(flags);
            out.writeShort(type);
            out.writeLong(cookie);
            out.writeInt(length);
            out.write(payload);
        };
    }

    UnixDomainSocketAddress address() {
        return address;
    }

    private void serve() {
        try (SocketChannel client = listener.accept()) {
            Channels.newOutputStream(client).write(script);
            while (client.read(ByteBuffer.allocate(4096)) >= 0) {
                // It asks; everything was said already.
            }
        } catch (IOException gone) {
            // The client had enough, or the test is over.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
