package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.p2vworkbench.converter.failure.AuthenticationException;
import org.p2vworkbench.converter.store.PrivateFolder;

/** The converter's host key: made once, 0600, and what agents know the converter by. */
public final class HostKey {

    private static final int P256_BITS = 256;

    private final SimpleGeneratorHostKeyProvider provider;
    private final KeyPair pair;

    private HostKey(SimpleGeneratorHostKeyProvider provider, KeyPair pair) {
        this.provider = provider;
        this.pair = pair;
    }

    /** The key in this file, or a new one. */
    public static HostKey in(Path file) throws IOException {
        PrivateFolder.create(file.getParent());
        SimpleGeneratorHostKeyProvider provider = new SimpleGeneratorHostKeyProvider(file);
        provider.setAlgorithm(KeyUtils.EC_ALGORITHM);
        provider.setKeySize(P256_BITS);
        provider.setOverwriteAllowed(false);
        KeyPair pair;
        try {
            pair = provider.loadKeys(null).iterator().next();
        } catch (RuntimeException unreadable) {
            throw new AuthenticationException(
                    file.toString(),
                    "is no host key: " + unreadable.getMessage(),
                    "Restore it from a backup. Agents that know this converter will refuse another key.",
                    unreadable);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new HostKey(provider, pair);
    }

    KeyPairProvider provider() {
        return provider;
    }

    /** As OpenSSH prints it: "SHA256:...". */
    public String fingerprint() {
        return KeyUtils.getFingerPrint(pair.getPublic());
    }
}
