package org.p2vworkbench.converter.proof.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortQuestionTest {

    @Test
    void aPortWithAndWithoutAnAddress() {
        assertThat(PortQuestion.parse("22")).isEqualTo(new PortQuestion(Optional.empty(), 22));
        assertThat(PortQuestion.parse("192.168.1.10:65535"))
                .isEqualTo(new PortQuestion(Optional.of("192.168.1.10"), 65_535));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh",
                "0",
                "65536",
                "-1",
                ":22",
                "192.168.1:22",
                "192.168.1.256:22",
                "0.0.0.0:22",
                "127.0.0.1:22",
                "224.0.0.1:22",
                "fe80::1:22",
                "192.168.1.10:",
                "99999999999999999999"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PortQuestion.parse(text));
    }
}
