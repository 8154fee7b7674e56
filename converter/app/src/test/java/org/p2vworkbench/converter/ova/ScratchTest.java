package org.p2vworkbench.converter.ova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.process.HeldLock;

class ScratchTest {

    @TempDir
    private Path folder;

    @Test
    void manyWhoWantTheSameFileShareOne() throws Exception {
        AtomicInteger made = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (Scratch scratch = Scratch.in(folder)) {
            Callable<Path> want = () -> scratch.file("key", "d.raw.gz", file -> {
                made.incrementAndGet();
                Files.writeString(file, "content");
            });

            List<Path> files = pool.invokeAll(List.of(want, want, want, want)).stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception failure) {
                            throw new AssertionError(failure);
                        }
                    })
                    .distinct()
                    .toList();

            assertThat(files).singleElement().satisfies(file -> assertThat(file).hasContent("content"));
            assertThat(made).hasValue(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void fileThatCouldNotBeMadeIsGoneAndTriedAgain() throws IOException {
        try (Scratch scratch = Scratch.in(folder)) {
            assertThatThrownBy(() -> scratch.file("key", "d", file -> {
                        throw new IOException("no room");
                    }))
                    .hasMessage("no room");

            Path file = scratch.file("key", "d", empty -> Files.writeString(empty, "x"));

            assertThat(file).hasContent("x");
            assertThat(file.getParent().toFile().list())
                    .containsOnly(".lock", file.getFileName().toString());
        }
    }

    @Test
    void nameOfAMemberLeadsNowhereElse() throws IOException {
        try (Scratch scratch = Scratch.in(folder)) {
            Path file = scratch.file("key", "../../etc/passwd" + "x".repeat(300), made -> {});

            assertThat(file.getParent().getParent()).isEqualTo(folder);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void leftOversOfKilledRunsGoAndThoseOfLiveOnesStay() throws Exception {
        Path killed = run("p2v-scratch-1-1");
        Path alive = run("p2v-scratch-1-2");
        Path others = run("other");

        try (HeldLock held = HeldLock.of(alive.resolve(".lock"));
                Scratch scratch = Scratch.in(folder)) {
            scratch.file("key", "d", file -> {});
            assertThat(held.isHeld()).isTrue();
        }

        assertThat(folder).isDirectoryContaining(alive::equals).isDirectoryContaining(others::equals);
        assertThat(killed).doesNotExist();
    }

    private Path run(String name) throws IOException {
        Path run = Files.createDirectory(folder.resolve(name));
        Files.createFile(run.resolve(".lock"));
        Files.writeString(run.resolve("big"), "x");
        return run;
    }
}
