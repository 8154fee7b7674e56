package org.p2vworkbench.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineNameTest {

    @ParameterizedTest
    @CsvSource({"WEB01,web01", "Web 01.local,web-01.local", "-_srv,srv", "büro,b-ro", "7,7"})
    void aHostNameHasANameNearIt(String host, String name) {
        assertThat(new MachineName(MachineName.near(host)).text()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".hidden", "a/b", "A", "a b", "a\n"})
    void whatCouldLeadElsewhereIsNoName(String name) {
        assertThatThrownBy(() -> new MachineName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give one with --name");
    }
}
