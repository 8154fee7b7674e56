package org.p2vworkbench.media.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageCacheTest {

    private static final String SHOWN = """
            Package: busybox-static
            Version: 1:1.35.0-4
            Architecture: amd64
            Depends: libc6 (>= 2.36), linux-image-6.1.0-9 (= 6.1.9-1), zlib1g
            Description: a shell
             with a line that goes on
            """;

    @TempDir
    private Path folder;

    private final List<String> ran = new ArrayList<>();
    private boolean aptIsThere = true;
    private boolean archiveAnswers = true;
    private String shown = SHOWN;

    @Test
    void fetchesOnceAndKeeps() throws IOException {
        HostPackage first = cache().fetch("busybox-static", Architecture.AMD64);
        HostPackage second = cache().fetch("busybox-static", Architecture.AMD64);

        assertThat(first.line()).isEqualTo("busybox-static 1:1.35.0-4 amd64");
        assertThat(first.depends()).containsExactly("linux-image-6.1.0-9");
        assertThat(first.file()).exists().hasFileName("busybox-static_1%3a1.35.0-4_amd64.deb");
        assertThat(second).isEqualTo(first);
        assertThat(ran.stream().filter(one -> one.startsWith("apt-get"))).hasSize(1);
        assertThat(ran.stream()
                        .filter(one -> one.startsWith("apt-get"))
                        .findFirst()
                        .orElseThrow())
                .endsWith("busybox-static:amd64=1:1.35.0-4");
    }

    @Test
    void whatIsKeptIsUsedWithoutApt() throws IOException {
        HostPackage before = cache().fetch("busybox-static", Architecture.AMD64);
        aptIsThere = false;

        assertThat(cache().fetch("busybox-static", Architecture.AMD64)).isEqualTo(before);
    }

    @Test
    void whatIsMissingIsNamed() {
        aptIsThere = false;
        assertThatThrownBy(() -> cache().fetch("isolinux", Architecture.AMD64))
                .isInstanceOf(MissingPartException.class)
                .hasMessageContaining("isolinux:amd64");
        aptIsThere = true;
        archiveAnswers = false;
        assertThatThrownBy(() -> cache().fetch("busybox-static", Architecture.AMD64))
                .isInstanceOf(MissingPartException.class)
                .hasMessageContaining("busybox-static:amd64=1:1.35.0-4", "no route");
    }

    @Test
    void aPackageThatIsNotTheOneAptKnowsIsRefused() throws IOException {
        shown = SHOWN.replace("Depends:", "SHA256: " + "0".repeat(64) + "\nDepends:");

        assertThatThrownBy(() -> cache().fetch("busybox-static", Architecture.AMD64))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("SHA-256");
        try (var left = Files.list(folder.resolve("cache"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anotherArchitectureHasListsOfItsOwnAndTheHostKeepsIts() throws IOException {
        shown = "";
        assertThatThrownBy(() -> cache().fetch("busybox-static", Architecture.I386))
                .isInstanceOf(MissingPartException.class)
                .hasMessageContaining("busybox-static:i386");

        String lists = folder.resolve("cache/lists-i386").toString();
        assertThat(ran).anySatisfy(one -> assertThat(one)
                .startsWith("apt-get")
                .contains("Dir::State::lists=" + lists, "APT::Architectures=i386", "Dir::State::status=/dev/null")
                .endsWith("update -q"));
        assertThat(ran).noneMatch(one -> one.startsWith("dpkg --add"));

        ran.clear();
        assertThatThrownBy(() -> cache().fetch("busybox-static", Architecture.I386))
                .isInstanceOf(MissingPartException.class);
        assertThat(ran).as("lists of today").noneMatch(one -> one.contains("update"));
    }

    private PackageCache cache() {
        return new PackageCache(folder.resolve("cache"), this::run);
    }

    private String run(Path in, Map<String, String> environment, List<String> command) throws IOException {
        ran.add(String.join(" ", command));
        if (command.get(0).equals("dpkg")) {
            return command.get(1).equals("--print-architecture") ? "amd64\n" : "";
        }
        if (command.get(0).equals("apt-cache")) {
            if (!aptIsThere) {
                throw new IOException("apt-cache is not installed");
            }
            return command.get(command.size() - 1).startsWith("busybox-static") ? shown : "";
        }
        if (command.contains("update")) {
            return "";
        }
        if (!archiveAnswers) {
            throw new IOException("no route to host");
        }
        FakeDeb.write(
                in.resolve("as-apt-calls-it.deb"), SHOWN, Map.of("bin/busybox", "sh".getBytes(StandardCharsets.UTF_8)));
        return "";
    }
}
