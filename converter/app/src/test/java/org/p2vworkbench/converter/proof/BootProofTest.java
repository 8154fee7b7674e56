package org.p2vworkbench.converter.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.guest.boot.TalkingBootSector;

/** Boots boot sectors: a machine under emulation that says something on its screen is up within two seconds. */
class BootProofTest {

    @TempDir
    Path folder;

    @Test
    void aLoginOnTheScreenIsRead() throws IOException, InterruptedException {
        BootProof.Result result =
                boot(TalkingBootSector.saying("Debian GNU/Linux 5.0 web01 tty1\r\n\r\nweb01 login: "), 60);

        assertThat(result.verdict()).isEqualTo(Verdict.LOGIN);
        assertThat(result.words()).isEqualTo("web01 login:");
        assertThat(result.fetchedBytes()).isEqualTo(SectorBoot.FETCHED_BYTES);
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

    private BootProof.Result boot(byte[] sector, int quietSeconds) throws IOException, InterruptedException {
        return SectorBoot.bios(folder).of(sector, quietSeconds);
    }
}
