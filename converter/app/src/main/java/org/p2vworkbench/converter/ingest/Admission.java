package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.regex.Pattern;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.auth.AsyncAuthException;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.p2vworkbench.converter.enrol.AgentKeys;
import org.p2vworkbench.converter.enrol.AttemptLimit;
import org.p2vworkbench.converter.enrol.EnrolmentBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is let in: an agent by its key, or by a code that was given out, as the machine that its SSH user name names. The
 * log says who was refused, and why. Whoever showed a code is told what is wrong with it, in a banner (RFC 4252, section
 * 5.4): of sixty random bits that teaches nobody anything, and an operator before the old machine has no other log.
 */
final class Admission implements PasswordAuthenticator, PublickeyAuthenticator {

    /** The code by which a session came in. It is used up when the agent has said who it is. */
    private static final AttributeKey<String> CODE = new AttributeKey<>();

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    /** Of machine folders and docs/protocol.md; a name with a path in it is no name. */
    private static final Pattern MACHINE_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private static final int LONGEST_SHOWN = 200;

    private final EnrolmentBook codes;
    private final AgentKeys keys;
    private final AttemptLimit limit;

    Admission(EnrolmentBook codes, AgentKeys keys, AttemptLimit limit) {
        this.codes = codes;
        this.keys = keys;
        this.limit = limit;
    }

    @Override
    public boolean authenticate(String machine, PublicKey key, ServerSession session) throws AsyncAuthException {
        try {
            return isName(machine) && keys.accepts(machine, PublicKeyEntry.toString(key));
        } catch (IOException unreadable) {
            LOG.warn(
                    "machine={} from={} key cannot be checked: {}",
                    shown(machine),
                    address(session),
                    unreadable.toString());
            return false;
        }
    }

    @Override
    public boolean authenticate(String machine, String code, ServerSession session) throws AsyncAuthException {
        String address = address(session);
        if (!limit.admits(address)) {
            LOG.warn(
                    "machine={} from={} refused: too many wrong codes, try again in a minute", shown(machine), address);
            tell(session, "too many wrong codes; try again in a minute");
            return false;
        }
        if (!isName(machine)) {
            return refuse(
                    session, machine, address, "a machine is named by lower-case letters, digits, '.', '_' and '-'");
        }
        try {
            EnrolmentBook.Redemption redemption = codes.examine(code);
            if (redemption != EnrolmentBook.Redemption.ACCEPTED) {
                return refuse(
                        session,
                        machine,
                        address,
                        "its enrolment code " + redemption.inWords() + "; 'p2v enrol' makes one");
            }
            session.setAttribute(CODE, code);
            return true;
        } catch (IOException failed) {
            return refuse(session, machine, address, "its code cannot be checked: " + failed);
        }
    }

    /** Uses up the code by which an agent came in, if it did, and keeps its key. */
    void enrol(ServerSession session, String machine, String publicKey) throws IOException {
        String code = session.getAttribute(CODE);
        if (code == null) {
            return;
        }
        EnrolmentBook.Redemption redemption = codes.redeem(code, machine);
        if (redemption != EnrolmentBook.Redemption.ACCEPTED) {
            throw new IOException("its enrolment code " + redemption.inWords());
        }
        keys.put(machine, publicKey);
        LOG.info("machine={} from={} enrolled", machine, address(session));
    }

    private boolean refuse(ServerSession session, String machine, String address, String why) {
        limit.failed(address);
        LOG.warn("machine={} from={} refused: {}", shown(machine), address, why);
        tell(session, "refused: " + why);
        return false;
    }

    private static void tell(ServerSession session, String text) {
        Buffer banner = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_BANNER);
        banner.putString(text);
        banner.putString("en");
        try {
            session.writePacket(banner);
        } catch (IOException gone) {
            LOG.debug("whoever was refused has gone", gone);
        }
    }

    private static boolean isName(String machine) {
        return MACHINE_NAME.matcher(machine).matches();
    }

    /** A text that somebody else chose, fit for a log. */
    static String shown(String text) {
        String printable = String.valueOf(text).replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() > LONGEST_SHOWN ? printable.substring(0, LONGEST_SHOWN) + "..." : printable;
    }

    private static String address(ServerSession session) {
        SocketAddress address = session.getClientAddress();
        return address instanceof InetSocketAddress known
                ? known.getAddress().getHostAddress()
                : String.valueOf(address);
    }
}
