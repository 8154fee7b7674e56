package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.guest.boot.TalkingBootSector;

/** A test boot that is killed leaves a running machine and a folder; the next one leaves neither. */
@Tag("slow")
class KilledTestBootTest {

    private static final String HEAP = "256m";
    private static final String QEMU = "qemu-system-x86_64";
    private static final int DISK_BYTES = 1 << 20;

    @TempDir
    private Path folder;

    @BeforeEach
    void needQemu() {
        assumeTrue(OutsideTool.named(QEMU).isInstalled(), "no qemu: nothing is booted");
    }

    @Test
    @Timeout(180)
    void whatAKilledTestBootLeavesTheNextOneRemoves() throws IOException, InterruptedException {
        byte[] sector = TalkingBootSector.saying("web01 login: ");
        Path disk = Files.write(
                folder.resolve("web01.raw"),
                ByteBuffer.allocate(DISK_BYTES).put(sector).array());
        assertThat(Program.run(folder, HEAP, "convert", disk, "-o", folder.resolve("kvm"), "--no-fixup")
                        .status())
                .isZero();
        Object[] testboot = {"testboot", "web01", "--store", folder.resolve("kvm")};

        Process killed = Program.start(folder, HEAP, testboot).process();
        ProcessHandle machine = machineOf(killed);
        Path room = roomOf(machine);
        killed.destroyForcibly().waitFor();
        assertThat(machine.isAlive()).as("nobody has told it").isTrue();
        Program.Ended next = Program.run(folder, HEAP, testboot);

        assertThat(next.status()).as(next.story()).isZero();
        machine.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(room).doesNotExist();
        assertThat(room.getParent()).doesNotExist();
    }

    /** The one with disks: before it, a smaller one may look whether KVM works. */
    private static ProcessHandle machineOf(Process program) throws IOException, InterruptedException {
        while (program.isAlive()) {
            for (ProcessHandle child : program.descendants().toList()) {
                if (words(child).anyMatch("-qmp"::equals)) {
                    return child;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("it ended before it was killed");
    }

    private static Path roomOf(ProcessHandle machine) throws IOException {
        Optional<String> socket = words(machine)
                .filter(word -> word.startsWith("unix:") && word.contains("/qmp,"))
                .findFirst();
        String path = socket.orElseThrow().substring("unix:".length());
        return Path.of(path.substring(0, path.indexOf(','))).getParent();
    }

    private static Stream<String> words(ProcessHandle process) throws IOException {
        try {
            return Stream.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .split("\0"));
        } catch (IOException ended) {
            return Stream.empty();
        }
    }
}
