package org.p2vworkbench.converter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What killed runs leave, and who removes it. */
class RunFolderTest {

    @TempDir
    private Path temporary;

    @Test
    void aFolderIsItsOwnersAlone() throws IOException {
        Path folder = RunFolder.temporary("secret");
        try {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(folder.getParent().getFileName().toString()).startsWith("p2v-run-");
        } finally {
            RunFolder.removeAll(folder);
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void whatAKilledRunLeftIsRemovedAndItsMachineEnded() throws IOException, InterruptedException {
        Path dead = runFolder("p2v-run-dead");
        Path room = Files.createDirectory(dead.resolve("boot1"));
        Files.write(room.resolve("disk0.qcow2"), new byte[10]);
        Process machine = new ProcessBuilder("sleep", "600", room.toString()).start();
        Process innocent = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(room.resolve(RunFolder.PID), Long.toString(machine.pid()));
            Path other = Files.createDirectory(dead.resolve("boot2"));
            Files.writeString(other.resolve(RunFolder.PID), Long.toString(innocent.pid()));

            RunFolder.sweepIn(temporary);

            assertThat(dead).doesNotExist();
            assertThat(machine.waitFor()).isNotZero();
            assertThat(innocent.isAlive())
                    .as("a number that is somebody else's by now")
                    .isTrue();
        } finally {
            machine.destroyForcibly();
            innocent.destroyForcibly();
        }
    }

    @Test
    void whatARunningOneHasStays() throws IOException {
        Path alive = runFolder("p2v-run-alive");
        try (HeldLock held = HeldLock.of(alive.resolve(".lock"))) {
            RunFolder.sweepIn(temporary);

            assertThat(held.isHeld()).isTrue();
            assertThat(alive).exists();
        }
    }

    @Test
    void whatIsNotOursStays() throws IOException {
        Path unlocked = Files.createDirectory(temporary.resolve("p2v-run-new"));
        Path foreign = runFolder("somebodys-run");

        RunFolder.sweepIn(temporary);

        assertThat(unlocked).as("one that is just being made").exists();
        assertThat(foreign).exists();
    }

    private Path runFolder(String name) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(name));
        Files.createFile(folder.resolve(".lock"));
        return folder;
    }
}
