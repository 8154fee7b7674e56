package org.p2vworkbench.media.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.media.parts.Architecture;

class ClassArchiveTest {

    @TempDir
    private Path folder;

    private final List<String> dumped = new ArrayList<>();

    @Test
    void isMadeOfWhatWasSeenInAnOrderThatIsAlwaysTheSame() throws IOException {
        Path jar = Files.write(folder.resolve("p2v-agent-all.jar"), new byte[] {1, 2});

        Path archive = new ClassArchive(Architecture.AMD64, List.of(), this::rehearsed, this::run)
                .of(folder.resolve("java"), jar, Files.createDirectory(folder.resolve("work")));

        assertThat(archive).hasContent("classes");
        assertThat(Files.readAllLines(folder.resolve("work/classes.list")))
                .containsExactly("@lambda-proxy a/B run", "a/B", "java/lang/Object");
        assertThat(Files.getLastModifiedTime(folder.resolve("work/agent.jar")).toMillis())
                .isZero();
        assertThat(dumped)
                .contains("-Xshare:dump", "-XX:SharedClassListFile=classes.list")
                .endsWith("-cp", "agent.jar");
    }

    private void rehearsed(Path in, List<String> agent) throws IOException {
        assertThat(agent).endsWith("-cp", "agent.jar", "org.p2vworkbench.agent.AgentMain");
        Files.writeString(in.resolve("classes.list"), """
                # NOTE: Do not modify this file.
                java/lang/Object id: 0
                a/B id: 7
                x/Generated id: 9 super: 0 source: /tmp/x.jar
                @lambda-proxy a/B run
                """);
    }

    private String run(Path in, Map<String, String> environment, List<String> command) throws IOException {
        dumped.addAll(command);
        Files.writeString(in.resolve("agent.jsa"), "classes");
        return "";
    }
}
