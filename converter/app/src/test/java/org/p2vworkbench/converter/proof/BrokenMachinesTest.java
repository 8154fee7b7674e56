package org.p2vworkbench.converter.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.guest.boot.BlueBootSector;
import org.p2vworkbench.fixtures.guest.boot.RestartingBootSector;
import org.p2vworkbench.fixtures.guest.boot.TalkingBootSector;

/**
 * Machines that do not come up, each by a boot sector that shows what the real one shows. Linux guests broken on purpose are
 * in BrokenGuestsTest.
 */
@Tag("slow")
final class BrokenMachinesTest {

    private static final int LONG_SECONDS = 100;
    private static final int SHORT_SECONDS = 8;

    private static final String STOP_7B = """
            A problem has been detected and Windows has been shut down to prevent damage
            to your computer.

            Check for viruses on your computer. Remove any newly installed
            hard drives or hard drive controllers.

            Technical information:

            *** STOP: 0x0000007B (0xF789E528,0xC0000034,0x00000000,0x00000000)
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void needQemu() {
        assumeTrue(OutsideTool.named("qemu-system-x86_64").isInstalled(), "no qemu: nothing is booted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BOOTMGR is missing;Press Ctrl+Alt+Del to restart                  | NOTHING_TO_BOOT | BOOTMGR is missing
            NTLDR is missing;Press any key to restart                         | NOTHING_TO_BOOT | NTLDR is missing
            Operating System not found                                        | NOTHING_TO_BOOT | Operating System not found
            error: no such partition.;Entering rescue mode...;grub rescue>    | BOOTLOADER      | grub rescue>
            Windows Boot Manager;;    File: \\Boot\\BCD;    Status: 0xc000000f | BOOTLOADER      | Status: 0xc000000f
            Kernel panic - not syncing: Attempted to kill init!               | PANIC           | Attempted to kill init
            """)
    void itsLastWordsDecide(String words, Verdict verdict, String kept) throws IOException, InterruptedException {
        BootProof.Result result =
                SectorBoot.bios(folder).of(TalkingBootSector.saying(words.replace(";", "\r\n") + " "), LONG_SECONDS);

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.words()).contains(kept);
    }

    @Test
    void aBlueScreenForWantOfADriverIsExplainedByWhatTheRepairFound() throws IOException, InterruptedException {
        Preparation repaired =
                new Preparation(true, 3, List.of("WIN-DISK-DRIVERS: no driver for virtio disks is in this Windows"));
        SectorBoot machine = new SectorBoot(folder, Firmware.BIOS, repaired);

        BootProof.Result result = machine.of(BlueBootSector.saying(STOP_7B.replace("\n", "\r\n")), LONG_SECONDS);

        assertThat(result.verdict()).isEqualTo(Verdict.BLUESCREEN);
        assertThat(result.words()).startsWith("*** STOP: 0x0000007B (0xF789E528,");
        assertThat(result.explanation().get(0))
                .contains("INACCESSIBLE_BOOT_DEVICE")
                .contains("no driver");
        assertThat(result.explanation()).contains("WIN-DISK-DRIVERS: no driver for virtio disks is in this Windows");
        Path last = result.pictures().get(result.pictures().size() - 1);
        assertThat(Screen.read(last).isBlue())
                .as("the last picture is the one that decided")
                .isTrue();
    }

    @Test
    void anotherStopCodeIsNamed() throws IOException, InterruptedException {
        BootProof.Result result = SectorBoot.bios(folder)
                .of(BlueBootSector.saying("\r\n*** STOP: 0x000000A5 (0x00000011,0x8672ABD8)\r\n"), LONG_SECONDS);

        assertThat(result.verdict()).isEqualTo(Verdict.BLUESCREEN);
        assertThat(result.explanation())
                .containsExactly("0x000000A5 is ACPI_BIOS_ERROR: it does not get on with this machine's ACPI tables.");
    }

    @Test
    void aBlueScreenIsKnownWithoutReadingIt() throws IOException, InterruptedException {
        BootProof.Result result = SectorBoot.bios(folder).of(BlueBootSector.picture(), LONG_SECONDS);

        assertThat(result.verdict()).isEqualTo(Verdict.BLUESCREEN);
        assertThat(result.explanation().get(0)).isEqualTo("The stop code is in the picture.");
    }

    @Test
    void aMachineThatFailsAndStartsAgainIsALoop() throws IOException, InterruptedException {
        BootProof.Result result = SectorBoot.bios(folder).of(RestartingBootSector.tripleFault(), LONG_SECONDS);

        assertThat(result.verdict()).isEqualTo(Verdict.REBOOT_LOOP);
    }

    @Test
    void aMachineThatStartsAgainTwiceAndThenComesUpIsNone() throws IOException, InterruptedException {
        SectorBoot machine = SectorBoot.bios(folder);

        BootProof.Result result = machine.of(RestartingBootSector.sayingAfter(2, "web01 login: "), LONG_SECONDS);

        assertThat(result.verdict()).isEqualTo(Verdict.LOGIN);
        assertThat(machine.told())
                .filteredOn(line -> line.contains("start again"))
                .hasSizeBetween(1, 2);
    }

    @Test
    void whatGoesOffIsOff() throws IOException, InterruptedException {
        // mov dx, 0x604; mov ax, 0x2000; out dx, ax; hlt: PM1a_CNT of the PIIX4 where SeaBIOS puts it (ACPI 6.5,
        // 4.8.3.2.1)
        byte[] off = TalkingBootSector.saying("");
        byte[] code = {(byte) 0xba, 0x04, 0x06, (byte) 0xb8, 0x00, 0x20, (byte) 0xef, (byte) 0xf4};
        System.arraycopy(code, 0, off, 0, code.length);

        assertThat(SectorBoot.bios(folder).of(off, LONG_SECONDS).verdict()).isEqualTo(Verdict.SHUTDOWN);
    }

    @Test
    void whatOnlySpinsIsStuck() throws IOException, InterruptedException {
        byte[] spinning = TalkingBootSector.saying("");
        spinning[0] = (byte) 0xeb;
        spinning[1] = (byte) 0xfe;

        BootProof.Result result = SectorBoot.bios(folder).of(spinning, SHORT_SECONDS);

        assertThat(result.verdict()).isEqualTo(Verdict.STUCK);
        assertThat(result.words()).contains("Booting from Hard Disk");
    }

    @Test
    void uefiWithoutASystemPartitionHasNothingToBoot() throws IOException, InterruptedException {
        assumeTrue(org.p2vworkbench.fixtures.guest.boot.Firmware.UEFI.isInstalled(), "no OVMF: UEFI is not tried");

        BootProof.Result result = new SectorBoot(folder, Firmware.UEFI, Preparation.NONE)
                .of(TalkingBootSector.saying("web01 login: "), LONG_SECONDS);

        assertThat(result.verdict()).as(result.words()).isEqualTo(Verdict.NOTHING_TO_BOOT);
    }
}
