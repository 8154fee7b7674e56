package org.p2vworkbench.agent.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentKeyTest {

    @TempDir
    private Path temp;

    @Test
    void aKeptKeyStaysTheSameAndItsOwners() throws IOException {
        Path folder = temp.resolve("state/of/agent");

        AgentKey first = AgentKey.keptIn(folder);

        assertThat(AgentKey.keptIn(folder).publicKey())
                .isEqualTo(first.publicKey())
                .startsWith("ecdsa-sha2-nistp256 ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("agent_key"))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void keysInMemoryAreAllDifferent() {
        assertThat(AgentKey.inMemory().publicKey())
                .isNotEqualTo(AgentKey.inMemory().publicKey());
    }

    @Test
    void aDamagedKeyIsNotReplacedInSilence() throws IOException {
        Files.writeString(temp.resolve("agent_key"), "nothing");

        assertThatThrownBy(() -> AgentKey.keptIn(temp))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("agent_key holds no private key. Move it away");
    }
}
