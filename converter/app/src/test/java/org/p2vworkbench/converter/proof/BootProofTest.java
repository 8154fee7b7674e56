package org.p2vworkbench.converter.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.libvirt.Blueprint;
import org.p2vworkbench.converter.libvirt.DiskFile;
import org.p2vworkbench.fixtures.guest.boot.TalkingBootSector;

/** Boots boot sectors: a machine under emulation that says something on its screen is up within two seconds. */
class BootProofTest {

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    @Test
    void aLoginOnTheScreenIsRead() throws IOException, InterruptedException {
        BootProof.Result result =
                boot(TalkingBootSector.saying("Debian GNU/Linux 5.0 web01 tty1\r\n\r\nweb01 login: "), 60);

        assertThat(result.verdict()).isEqualTo(Verdict.LOGIN);
        assertThat(result.words()).isEqualTo("web01 login:");
        assertThat(result.fetchedBytes()).isEqualTo(4711);
        assertThat(result.pictures()).isNotEmpty().allSatisfy(picture -> assertThat(picture)
                .exists());
        assertThat(result.serialLog()).exists();
    }

    @Test
    void anEmptyDiskHasNothingToBoot() throws IOException, InterruptedException {
        BootProof.Result result = boot(new byte[TalkingBootSector.BYTES], 60);

        assertThat(result.verdict()).isEqualTo(Verdict.NOTHING_TO_BOOT);
        assertThat(result.words()).contains("No bootable device");
    }

    @Test
    void aLoaderThatStopsIsALoader() throws IOException, InterruptedException {
        assertThat(boot(TalkingBootSector.saying("GRUB loading, please wait...\r\n"), 8)
                        .verdict())
                .isEqualTo(Verdict.BOOTLOADER);
    }

    @Test
    void whatSaysNothingMoreIsStuck() throws IOException, InterruptedException {
        BootProof.Result result = boot(TalkingBootSector.saying("Hello"), 8);

        assertThat(result.verdict()).isEqualTo(Verdict.STUCK);
        assertThat(result.words()).contains("Hello");
    }

    @Test
    void picturesOfTheLastProofAreReplacedAndOthersStay() throws IOException, InterruptedException {
        Path evidence = Files.createDirectories(folder.resolve("proof"));
        Path old = Files.createFile(evidence.resolve("testboot-0099s.png"));
        Path other = Files.createFile(evidence.resolve("prove-0001s.png"));

        boot(TalkingBootSector.saying("web01 login: "), 60);

        assertThat(old).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void theMachineOfAProgramThatWasKilledIsEnded() throws IOException, InterruptedException {
        Path left = Leftovers.newFolder();
        Process machine = new ProcessBuilder("sleep", "600", left.toString()).start();
        Process innocent = new ProcessBuilder("sleep", "600").start();
        Process owner = new ProcessBuilder("true").start();
        owner.waitFor();
        Path second = Leftovers.newFolder();
        try {
            Files.writeString(left.resolve("pid"), Long.toString(machine.pid()));
            Files.writeString(left.resolve("owner"), Long.toString(owner.pid()));
            Files.writeString(second.resolve("pid"), Long.toString(innocent.pid()));
            Files.writeString(second.resolve("owner"), Long.toString(owner.pid()));

            new BootProof.Room().close();

            assertThat(left).doesNotExist();
            assertThat(second).doesNotExist();
            assertThat(machine.waitFor()).isNotZero();
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            machine.destroyForcibly();
            innocent.destroyForcibly();
        }
    }

    private BootProof.Result boot(byte[] sector, int quietSeconds) throws IOException, InterruptedException {
        Path disk = Files.write(
                folder.resolve("disk.raw"),
                ByteBuffer.allocate(1 << 20).put(sector).array());
        MachineHardware hardware = MachineHardware.aroundBareDisks("web01", Firmware.BIOS, List.of("disk.raw"))
                .sized(CpuTopology.sockets(1), 64 << 20);
        try (BootProof.Room room = new BootProof.Room()) {
            BootProof.Result result = new BootProof(
                            Blueprint.of(hardware, List.of(), new UUID(1, 2)),
                            new BootLimits(Duration.ofSeconds(90), Duration.ofSeconds(quietSeconds)),
                            told::add)
                    .boot(
                            List.of(new DiskFile(disk, "raw", DriveAddress.UNKNOWN)),
                            room,
                            folder.resolve("proof"),
                            "testboot",
                            () -> 4711);
            try (Stream<Path> left = Files.list(room.folder())) {
                assertThat(left).anyMatch(path -> path.endsWith("pid"));
            }
            return result;
        }
    }
}
