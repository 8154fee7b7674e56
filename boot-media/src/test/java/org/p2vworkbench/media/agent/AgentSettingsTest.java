package org.p2vworkbench.media.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentSettingsTest {

    @Test
    void areWordsForTheShell() {
        AgentSettings settings = new AgentSettings(
                "[fe80::1]:2222",
                Optional.of("SHA256:ab+/c="),
                Optional.of("K7QX-2M9P"),
                new Wiring(Optional.of("eth1:10.0.0.9/24:10.0.0.1"), Optional.of(42), Optional.of("eth0,eth1:802.3ad")),
                Optional.of("web01"),
                true,
                Optional.empty());

        assertThat(new String(settings.asShell(), StandardCharsets.US_ASCII)).isEqualTo("""
                bond='eth0,eth1:802.3ad'
                enrol='K7QX-2M9P'
                hostkey='SHA256:ab+/c='
                ip='eth1:10.0.0.9/24:10.0.0.1'
                name='web01'
                server='[fe80::1]:2222'
                vlan='42'
                auto=yes
                """);
    }

    @Test
    void whatTheShellWouldRunIsRefused() {
        for (String word : List.of("a b", "x';reboot;'", "$(reboot)", "a\nb", "a\\b", "`x`", "ä")) {
            assertThatThrownBy(() -> of(word))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("name");
        }
    }

    @Test
    void networksThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new Wiring(Optional.empty(), Optional.of(4095), Optional.empty()))
                .hasMessageContaining("4095");
        assertThatThrownBy(() -> new Wiring(Optional.empty(), Optional.empty(), Optional.of("eth0")))
                .hasMessageContaining("no two cards");
    }

    @Test
    void onlyAPublicKeyMayOpenTheShell() {
        assertThat(withKey("ssh-ed25519 AAAAC3Nza you@desk").authorizedKey()).isPresent();
        for (String line : List.of(
                "command=\"reboot\" ssh-ed25519 AAAA",
                "ssh-ed25519 AAAA\nssh-rsa BBBB",
                "-----BEGIN OPENSSH PRIVATE KEY-----")) {
            assertThatThrownBy(() -> withKey(line)).hasMessageContaining("no line of a public key");
        }
    }

    private static AgentSettings of(String name) {
        return new AgentSettings(
                "kvm1:2222",
                Optional.empty(),
                Optional.empty(),
                Wiring.UNKNOWN,
                Optional.of(name),
                false,
                Optional.empty());
    }

    private static AgentSettings withKey(String line) {
        return new AgentSettings(
                "kvm1:2222",
                Optional.empty(),
                Optional.empty(),
                Wiring.UNKNOWN,
                Optional.empty(),
                false,
                Optional.of(line));
    }
}
