package org.p2vworkbench.agent.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelSubsystem;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.p2vworkbench.agent.wire.RandomReserve;

/** Dials the converter: checks its host key, shows the agent's own key or the code, opens the one subsystem. */
public final class SshDialler implements Closeable {

    /** The only thing that a converter serves, and that an agent asks for. */
    public static final String SUBSYSTEM = "p2v-disk";

    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A line that is silent for so long is dead. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int MISSED_HEARTBEATS = 3;

    /** Nothing waits so long; the library has no "for ever". A paused copy leaves lanes idle for days. */
    private static final Duration FOREVER = Duration.ofDays(365);

    /** RFC 5647 allows AES-GCM 64 GiB under one key. The library's 1 GiB is 3DES's limit. */
    private static final long REKEY_BYTES = 32L << 30;

    private final SshClient client = SshClient.setUpDefaultClient();
    private final ServerAddress server;
    private final Optional<String> code;
    private final AtomicReference<String> wrongHostKey = new AtomicReference<>();

    /** @param operator is shown what the converter says while the two get to know each other */
    public SshDialler(
            ServerAddress server, HostKeyPin pin, AgentKey key, Optional<String> code, Consumer<String> operator) {
        this.server = server;
        this.code = code;
        client.setRandomFactory(new RandomReserve());
        // Nothing of the user's own SSH configuration: no keys, no host aliases, no proxies.
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(key.pair()));
        client.setPasswordIdentityProvider(null);
        client.setUserInteraction(new CodeByKeyboard(code, operator));
        client.setServerKeyVerifier((session, address, found) -> {
            wrongHostKey.set(pin.fits(found) ? null : HostKeyPin.of(found));
            return pin.fits(found);
        });
        client.setCipherFactoriesNameList(String.join(
                ",",
                BuiltinCiphers.aes128gcm.getName(),
                BuiltinCiphers.aes256gcm.getName(),
                BuiltinCiphers.aes128ctr.getName()));
        // A converter asks for nothing but answers: no forwarding back into the old machine's network.
        client.setChannelFactories(List.of());
        configure();
        client.start();
    }

    private void configure() {
        CoreModuleProperties.PREFERRED_AUTHS.set(client, "publickey,keyboard-interactive,password");
        CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, MISSED_HEARTBEATS);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(client, FOREVER);
        CoreModuleProperties.REKEY_BYTES_LIMIT.set(client, REKEY_BYTES);
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        CoreModuleProperties.SOCKET_KEEPALIVE.set(client, true);
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, PATIENCE);
    }

    /** @param machine the user name: what the converter is to call this machine */
    SshLine dial(String machine) throws UnreachableException, NotTrustedException {
        ClientSession session = connected(machine);
        try {
            authenticate(session);
            ChannelSubsystem channel = session.createSubsystemChannel(SUBSYSTEM);
            channel.setChannelStreamWriterResolver((from, command) -> new BoundedStreamWriter(from));
            channel.open().verify(PATIENCE);
            return new SshLine(session, channel);
        } catch (NotTrustedException refused) {
            session.close(true);
            throw refused;
        } catch (IOException broken) {
            session.close(true);
            throw new UnreachableException("%s broke off: %s".formatted(server, broken.getMessage()), broken);
        }
    }

    private ClientSession connected(String machine) throws UnreachableException {
        try {
            return client.connect(machine, server.host(), server.port())
                    .verify(PATIENCE)
                    .getSession();
        } catch (IOException noAnswer) {
            throw new UnreachableException("%s does not answer: %s".formatted(server, noAnswer.getMessage()), noAnswer);
        }
    }

    private void authenticate(ClientSession session) throws IOException {
        code.ifPresent(session::addPasswordIdentity);
        try {
            session.auth().verify(PATIENCE);
        } catch (SshException failed) {
            String found = wrongHostKey.get();
            if (found != null) {
                throw new NotTrustedException(
                        ("%s has the host key %s, which is not the one that was given. Somebody else answers there, or the"
                                        + " converter was set up anew: compare with what 'p2v enrol' prints on it.")
                                .formatted(server, found),
                        failed);
            } else if (isRefusal(failed)) {
                throw new NotTrustedException(refusal(), failed);
            }
            throw failed;
        }
    }

    /** The converter hung up on purpose, or let no way of proving remain. Its own time-outs come as something else. */
    private static boolean isRefusal(SshException failed) {
        int reason = failed.getDisconnectCode();
        return reason == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                || reason == SshConstants.SSH2_DISCONNECT_ILLEGAL_USER_NAME
                || reason == SshConstants.SSH2_DISCONNECT_HOST_NOT_ALLOWED_TO_CONNECT
                || reason == SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR;
    }

    private String refusal() {
        return code.isPresent()
                ? "%s accepts neither the code nor this machine's key. A code is for one machine and expires: get a new one with 'p2v enrol' on the converter."
                        .formatted(server)
                : "%s does not know this machine's key. Get a code with 'p2v enrol' on the converter and give it with --enrol."
                        .formatted(server);
    }

    @Override
    public void close() throws IOException {
        client.close(true).await(PATIENCE);
    }
}
