package org.p2vworkbench.agent.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.session.ClientSession;

/** An open channel to the converter. Both ends have proved who they are. */
final class SshLine implements Closeable {

    private final ClientSession session;
    private final ClientChannel channel;

    SshLine(ClientSession session, ClientChannel channel) {
        this.session = session;
        this.channel = channel;
    }

    InputStream in() {
        return channel.getInvertedOut();
    }

    OutputStream out() {
        return channel.getInvertedIn();
    }

    /** Lets what was written go out first. */
    void hangUp() throws IOException {
        channel.close(false).await(SshDialler.PATIENCE);
        session.close(false).await(SshDialler.PATIENCE);
    }

    /** At once. */
    @Override
    public void close() {
        session.close(true);
    }
}
