package org.p2vworkbench.converter.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.converter.hardware.Bus;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.libvirt.Blueprint;
import org.p2vworkbench.converter.libvirt.DiskFile;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.guest.Breakage;
import org.p2vworkbench.fixtures.guest.GuestRecipe;
import org.p2vworkbench.fixtures.guest.RealGuests;

/** Debian servers with one thing broken on purpose, and what a proof says of each. */
@Tag("full")
final class BrokenGuestsTest {

    private static final long MEMORY_BYTES = 512L << 20;
    private static final BootTerms LIMITS = new BootTerms(Duration.ofMinutes(15), Duration.ofSeconds(100));

    @TempDir
    private static Path broken;

    @TempDir
    private Path folder;

    private static Map<Breakage, Path> guests;

    @BeforeAll
    static void breakThem() throws IOException {
        assumeTrue(OutsideTool.named("qemu-system-x86_64").isInstalled(), "no qemu: nothing is booted");
        assumeTrue(OutsideTool.named("guestfish").isInstalled(), "no guestfish: nothing is broken");
        GuestRecipe recipe = GuestRecipe.ALL.stream()
                .filter(one -> one.name().equals("ide-i386"))
                .findFirst()
                .orElseThrow();
        Optional<String> obstacle = RealGuests.obstacle(recipe);
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        guests = Breakage.of(RealGuests.of(recipe), List.of(Breakage.values()), broken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NONE              | IDE    | LOGIN       | login:
            NONE              | VIRTIO | RESCUE      | does not exist
            WRONG_ROOT        | IDE    | RESCUE      | /dev/sdz9 does not exist
            LOADER_FILES_GONE | IDE    | BOOTLOADER  | grub rescue>
            RAM_DISK_GONE     | IDE    | PANIC       | Unable to mount root fs
            FILESYSTEM_GONE   | IDE    | RESCUE      | emergency mode
            HANGS             | IDE    | STUCK       | ''
            STARTS_AGAIN      | IDE    | REBOOT_LOOP | ''
            """)
    void whatIsWrongIsTold(Breakage breakage, Bus bus, Verdict verdict, String words)
            throws IOException, InterruptedException {
        BootProof.Result result = boot(guests.get(breakage), bus);

        assertThat(result.verdict()).as(result.toString()).isEqualTo(verdict);
        assertThat(result.words()).contains(words);
        assertThat(result.pictures()).isNotEmpty();
    }

    private BootProof.Result boot(Path image, Bus bus) throws IOException, InterruptedException {
        MachineHardware hardware = MachineHardware.aroundBareDisks("web01", Firmware.BIOS, List.of("disk"))
                .sized(CpuTopology.sockets(1), MEMORY_BYTES);
        try (BootProof.Room room = new BootProof.Room()) {
            Path layer = room.folder().resolve("disk0.qcow2");
            OutsideTool.named("qemu-img").run("create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", image, layer);
            return new BootProof(
                            Blueprint.of(hardware, List.of(), new UUID(1, 2)), LIMITS, Preparation.NONE, line -> {})
                    .boot(
                            List.of(new DiskFile(layer, "qcow2", DriveAddress.of(bus, 0, 0))),
                            room,
                            folder.resolve("proof"),
                            "prove",
                            () -> 0);
        }
    }
}
