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
                Optional.of("eth1:10.0.0.9/24:10.0.0.1"),
                Optional.of("web01"),
                true);

        assertThat(new String(settings.asShell(), StandardCharsets.US_ASCII)).isEqualTo("""
                enrol='K7QX-2M9P'
                hostkey='SHA256:ab+/c='
                ip='eth1:10.0.0.9/24:10.0.0.1'
                name='web01'
                server='[fe80::1]:2222'
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

    private static AgentSettings of(String name) {
        return new AgentSettings(
                "kvm1:2222", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(name), false);
    }
}
