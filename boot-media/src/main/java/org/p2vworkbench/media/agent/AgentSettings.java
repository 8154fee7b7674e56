package org.p2vworkbench.media.agent;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the disc knows without asking. The kernel's command line counts more; what neither says is asked on the console.
 *
 * @param server HOST:PORT of the converter
 * @param hostKey fingerprint of its host key
 * @param enrol code that lets the machine in
 * @param wiring how it gets onto the network
 * @param name what the machine shall be called
 * @param auto whether the copy begins at once
 * @param authorizedKey line of a public key of SSH, whose holder may have a shell
 */
public record AgentSettings(
        String server,
        Optional<String> hostKey,
        Optional<String> enrol,
        Wiring wiring,
        Optional<String> name,
        boolean auto,
        Optional<String> authorizedKey) {

    /** The shell reads them: nothing that it would take for more than a word. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:/+=@,\\[\\]-]*");

    /** RFC 4253, section 6.6, as OpenSSH writes it: no options before it, which could say what to run. */
    private static final Pattern PUBLIC_KEY =
            Pattern.compile("(ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/=]+( [^\\p{Cntrl}]*)?");

    public AgentSettings {
        words(server, hostKey, enrol, wiring, name).forEach((key, value) -> {
            if (!WORD.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "%s: '%s' is no word of letters, digits and ._:/+=@,[]-".formatted(key, value));
            }
        });
        if (authorizedKey.filter(key -> !PUBLIC_KEY.matcher(key).matches()).isPresent()) {
            throw new IllegalArgumentException("authorized key: it is no line of a public key, 'ssh-ed25519 AAAA...'");
        }
    }

    private static Map<String, String> words(
            String server, Optional<String> hostKey, Optional<String> enrol, Wiring wiring, Optional<String> name) {
        Map<String, String> words = new TreeMap<>();
        words.put("server", server);
        words.put("hostkey", hostKey.orElse(""));
        words.put("enrol", enrol.orElse(""));
        words.put("ip", wiring.ip().orElse(""));
        words.put("vlan", wiring.vlan().map(String::valueOf).orElse(""));
        words.put("bond", wiring.bond().orElse(""));
        words.put("name", name.orElse(""));
        return words;
    }

    /** As {@code /etc/p2v/settings} has them. */
    byte[] asShell() {
        StringBuilder text = new StringBuilder();
        words(server, hostKey, enrol, wiring, name)
                .forEach((key, value) ->
                        text.append(key).append("='").append(value).append("'\n"));
        text.append("auto=").append(auto ? "yes" : "no").append('\n');
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
