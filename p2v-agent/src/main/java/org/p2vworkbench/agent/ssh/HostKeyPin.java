package org.p2vworkbench.agent.ssh;

import java.security.PublicKey;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/** The fingerprint of the one host key that is trusted, as ssh-keygen writes it: "SHA256:" and 43 letters. */
public record HostKeyPin(String fingerprint) {

    private static final Pattern WRITTEN = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

    public HostKeyPin {
        if (!WRITTEN.matcher(fingerprint).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no fingerprint of a host key, such as SHA256: and 43 letters; 'p2v enrol' prints it"
                            .formatted(fingerprint));
        }
    }

    static String of(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    boolean fits(PublicKey key) {
        return fingerprint.equals(of(key));
    }
}
