package org.p2vworkbench.agent.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "kvm1, kvm1, 2222",
        "kvm1:22, kvm1, 22",
        "10.0.2.2:65535, 10.0.2.2, 65535",
        "[fe80::1]:2200, fe80::1, 2200",
        "[fe80::1%eth0], fe80::1%eth0, 2222"
    })
    void addressesAreRead(String text, String host, int port) {
        assertThat(ServerAddress.parse(text)).isEqualTo(new ServerAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":2222", "kvm1:0", "kvm1:65536", "kvm1:ssh", "fe80::1", "root@kvm1", "kvm1 kvm2", "[::1"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> ServerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no HOST:PORT");
    }

    @Test
    void anAddressIsWrittenAsItIsRead() {
        assertThat(ServerAddress.parse("[fe80::1]:2200")).hasToString("[fe80::1]:2200");
    }
}
