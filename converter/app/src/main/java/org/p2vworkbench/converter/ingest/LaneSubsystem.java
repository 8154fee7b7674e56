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
    private final LaneInput in;
    private OutputStream out;
    private ExitCallback exit;
    private AgentLane lane;

    LaneSubsystem(ChannelSession channel, ConnectedMachines machines, Admission admission, String program) {
        in = new LaneInput(channel);
        // Before SSHD puts its own pipe there.
        channel.setDataReceiver(in);
        this.machines = machines;
        this.admission = admission;
        this.program = program;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        ServerSession session = channel.getServerSession();
        String machine = session.getUsername();
        lane = new AgentLane(machine, in, out, () -> {
            in.close();
            exit.onExit(0);
        });
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
            machines.demandRoom(machine, welcome);
            admission.enrol(session, machine, welcome.publicKey());
            machines.join(machine, welcome, lane);
            LOG.info(
                    "machine={} lane={} agent={} connected", machine, welcome.lane(), Admission.shown(welcome.agent()));
        } catch (IOException refused) {
            LOG.warn("machine={} refused: {}", machine, Admission.shown(refused.getMessage()));
            lane.end(refused);
        }
    }

    /** A key that is kept must be one, and one line. */
    private static void demandOwnKey(String publicKey) throws IOException {
        try {
            if (AuthorizedKeyEntry.parseAuthorizedKeyEntry(publicKey).resolvePublicKey(null, null) == null) {
                throw new IOException("its public key is of a kind that is not known here");
            }
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
    public void setInputStream(InputStream unused) {
        // Data comes to our own receiver.
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
