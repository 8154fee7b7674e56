package org.p2vworkbench.converter.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.p2vworkbench.agent.wire.RandomReserve;
import org.p2vworkbench.agent.wire.WarmUp;
import org.p2vworkbench.converter.enrol.AgentKeys;
import org.p2vworkbench.converter.enrol.AttemptLimit;
import org.p2vworkbench.converter.enrol.EnrolmentBook;
import org.p2vworkbench.converter.failure.RefusedException;

/** The SSH server that agents dial. */
public final class AgentServer implements Closeable {

    /** 200 machines with four lanes each; more than any one host can take in. */
    private static final int MOST_CONNECTIONS = 1024;

    /** What four lanes together may have in flight fills a gigabit over 100 ms; SSHD's default is made for shells. */
    static final long WINDOW_BYTES = 4L << 20;

    /**
     * Of data in a packet. SSHD refuses packets of more than 256 KiB with all that is around them, and hides that behind a
     * wrong tag (AbstractSession.decode, its answer to CVE-2008-5161), so 256 KiB of data is too much. A packet costs a
     * wake-up of four threads. A chunk of a mebibyte with its head fits into five of these, and a lane's buffers stay small.
     */
    static final long PACKET_BYTES = 208L << 10;

    private static final Duration AUTH_TIME = Duration.ofSeconds(30);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    /** An agent says something every 15 s, if only that it is there. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    /** RFC 5647 allows AES-GCM 64 GiB under one key; the library's 1 GiB is 3DES's limit. */
    private static final long REKEY_BYTES = 32L << 30;

    private static final int WATCH_SECONDS = 10;

    private final SshServer server;
    private final ConnectedMachines machines;
    private final ScheduledExecutorService watch;

    private AgentServer(SshServer server, ConnectedMachines machines) {
        this.server = server;
        this.machines = machines;
        watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lane-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Where things lie in the store's hidden folder. */
    public record Files(Path hostKey, Path codes, Path keys) {

        public static Files below(Path hidden) {
            return new Files(hidden.resolve("host_key"), hidden.resolve("codes"), hidden.resolve("agents"));
        }
    }

    /** @param program name and version, for the agent's log */
    public static AgentServer start(
            String bind, int port, Files files, ConnectedMachines machines, String program, Clock clock)
            throws IOException {
        Admission admission = new Admission(
                new EnrolmentBook(files.codes(), new SecureRandom(), clock),
                new AgentKeys(files.keys()),
                new AttemptLimit(clock));
        SshServer server = SshServer.setUpDefaultServer();
        server.setRandomFactory(new RandomReserve());
        server.setHost(bind);
        server.setPort(port);
        server.setKeyPairProvider(HostKey.in(files.hostKey()).provider());
        server.setPasswordAuthenticator(admission);
        server.setPublickeyAuthenticator(admission);
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        server.setChannelFactories(List.of(ChannelSessionFactory.INSTANCE));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setSubsystemFactories(List.of(subsystem(machines, admission, program)));
        CoreModuleProperties.AUTH_TIMEOUT.set(server, AUTH_TIME);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, 6);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, SILENCE);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, SILENCE.plus(KEEP_ALIVE));
        CoreModuleProperties.REKEY_BYTES_LIMIT.set(server, REKEY_BYTES);
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, 1);
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(server, MOST_CONNECTIONS);
        CoreModuleProperties.WINDOW_SIZE.set(server, WINDOW_BYTES);
        CoreModuleProperties.MAX_PACKET_SIZE.set(server, PACKET_BYTES);
        CoreModuleProperties.LIMIT_PACKET_SIZE.set(server, PACKET_BYTES * 2);
        CoreModuleProperties.NIO2_READ_BUFFER_SIZE.set(server, (int) PACKET_BYTES);
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "P2V");
        server.setSessionHeartbeat(HeartbeatType.IGNORE, KEEP_ALIVE);
        try {
            server.start();
        } catch (BindException taken) {
            throw new RefusedException(
                    "%s:%d".formatted(bind, port),
                    "cannot be listened on: " + taken.getMessage(),
                    "Stop what uses this port, or choose another with --ssh-port.",
                    taken);
        }
        WarmUp.begin();
        AgentServer running = new AgentServer(server, machines);
        running.watch.scheduleWithFixedDelay(
                () -> machines.all().forEach(ConnectedMachine::closeStalled),
                WATCH_SECONDS,
                WATCH_SECONDS,
                TimeUnit.SECONDS);
        return running;
    }

    private static SubsystemFactory subsystem(ConnectedMachines machines, Admission admission, String program) {
        return new SubsystemFactory() {
            @Override
            public String getName() {
                return LaneSubsystem.NAME;
            }

            @Override
            public LaneSubsystem createSubsystem(ChannelSession channel) {
                return new LaneSubsystem(channel, machines, admission, program);
            }
        };
    }

    /** Where it listens; of port 0 the one that was free. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        machines.all().forEach(ConnectedMachine::disconnect);
        server.stop(true);
    }
}
