package org.p2vworkbench.agent.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.p2vworkbench.agent.lane.Caller;

/** The smallest converter there can be: takes one code, remembers keys, hands each lane to the test. */
public final class TestConverter implements AutoCloseable {

    private final SshServer server = SshServer.setUpDefaultServer();
    private final BlockingQueue<Caller> lanes = new LinkedBlockingQueue<>();
    private final Set<String> knownKeys = ConcurrentHashMap.newKeySet();
    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private final KeyPair hostKey;

    public TestConverter(String code) throws IOException {
        this(code, 0, newHostKey());
    }

    TestConverter(String code, int port, KeyPair hostKey) throws IOException {
        Logger.getLogger("org.apache.sshd").setLevel(Level.SEVERE);
        this.hostKey = hostKey;
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator((user, password, session) -> password.equals(code) && users.add(user));
        server.setKeyboardInteractiveAuthenticator(KeyboardInteractiveAuthenticator.NONE);
        server.setPublickeyAuthenticator((user, key, session) -> knownKeys.contains(PublicKeyEntry.toString(key)));
        server.setSubsystemFactories(List.of(new Subsystem()));
        CoreModuleProperties.WINDOW_SIZE.set(server, 8L << 20);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        server.start();
    }

    static KeyPair newHostKey() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    public int port() {
        return server.getPort();
    }

    KeyPair hostKey() {
        return hostKey;
    }

    public String fingerprint() {
        PublicKey key = hostKey.getPublic();
        return HostKeyPin.of(key);
    }

    Set<String> users() {
        return users;
    }

    public void trust(String publicKey) {
        knownKeys.add(publicKey);
    }

    /** The next lane that an agent opens. */
    public Caller nextLane() throws InterruptedException {
        Caller lane = lanes.poll(20, TimeUnit.SECONDS);
        if (lane == null) {
            throw new AssertionError("no lane within 20 s");
        }
        return lane;
    }

    boolean hasLane() {
        return !lanes.isEmpty();
    }

    /** As if killed: connections break without a word. */
    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private final class Subsystem implements SubsystemFactory {

        @Override
        public String getName() {
            return SshDialler.SUBSYSTEM;
        }

        @Override
        public Command createSubsystem(ChannelSession channel) {
            return new LaneCommand();
        }
    }

    private final class LaneCommand implements Command {

        private InputStream in;
        private OutputStream out;

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {}

        @Override
        public void setExitCallback(ExitCallback callback) {}

        @Override
        public void start(ChannelSession channel, Environment environment) {
            lanes.add(new Caller(in, out));
        }

        @Override
        public void destroy(ChannelSession channel) {}
    }
}
