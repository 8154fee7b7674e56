package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.agent.wire.WireLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subsystem {@code p2v-disk} on one channel: greets the agent, and hands the lane to its machine. */
final class LaneSubsystem implements Command {

    static final String NAME = "p2v-disk";

    private static final Logger LOG = LoggerFactory.getLogger(LaneSubsystem.class);
    private static final long HELLO_SECONDS = 20;

    private final ConnectedMachines machines;
    private final Admission admission;
    private final String program;
    private InputStream in;
    private OutputStream out;
    private ExitCallback exit;
    private AgentLane lane;

    LaneSubsystem(ConnectedMachines machines, Admission admission, String program) {
        this.machines = machines;
        this.admission = admission;
        this.program = program;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        ServerSession session = channel.getServerSession();
        String machine = session.getUsername();
        lane = new AgentLane(machine, in, out, () -> exit.onExit(0));
        lane.start();
        Thread greeting = new Thread(() -> greet(session, machine), "greet-" + machine);
        greeting.setDaemon(true);
        greeting.start();
    }

    private void greet(ServerSession session, String machine) {
        try {
            Reply.Welcome welcome = lane.ask(
                    new Request.Hello(WireLimits.VERSION, WireLimits.VERSION, program),
                    Reply.Welcome.class,
                    HELLO_SECONDS);
            if (!welcome.machine().equals(machine)) {
                throw new IOException("it signed in as %s and calls itself '%s'".formatted(machine, welcome.machine()));
            }
            demandOwnKey(welcome.publicKey());
            machines.join(machine, welcome, lane);
            admission.keep(session, machine, welcome.publicKey());
            LOG.info("machine={} lane={} agent='{}' connected", machine, welcome.lane(), welcome.agent());
        } catch (IOException refused) {
            LOG.warn("machine={} refused: {}", machine, refused.getMessage());
            lane.end(refused);
        }
    }

    /** A key that is kept must be one, and one line. */
    private static void demandOwnKey(String publicKey) throws IOException {
        if (publicKey.isEmpty()) {
            return;
        }
        try {
            AuthorizedKeyEntry.parseAuthorizedKeyEntry(publicKey).resolvePublicKey(null, null);
        } catch (GeneralSecurityException | RuntimeException unfit) {
            throw new IOException("its public key cannot be read: " + unfit.getMessage(), unfit);
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        if (lane != null) {
            lane.end(new IOException("the connection ended"));
        }
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream unused) {
        // The protocol has its own errors.
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }
}
