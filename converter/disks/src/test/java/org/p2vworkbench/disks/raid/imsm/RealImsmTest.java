package org.p2vworkbench.disks.raid.imsm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.UnpackedImage;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.disks.raid.content.ContentJudge;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** The end of a disk that an Intel option ROM wrote to. */
final class RealImsmTest {

    @Test
    void recordOfRealFirmwareIsRead(@TempDir Path folder) throws IOException {
        try (RawFile disk = UnpackedImage.open("raid/blkid-isw-raid.img.xz", folder)) {
            ImsmRecord record = ImsmMember.of(RaidDisk.of(disk)).orElseThrow().record();

            assertThat(record.isSound()).isTrue();
            assertThat(record.version()).isEqualTo("1.0.00");
            assertThat(record.disks())
                    .extracting(entry -> entry.serial().text())
                    .containsExactly("Y25VXYQE", "Y25VXZ6E");
            assertThat(record.disks().get(0).sectors()).isEqualTo(0x098aba00);
            ImsmVolume volume = record.volumes().get(0);
            assertThat(volume.name()).isEqualTo("RAID_Volume1");
            assertThat(volume.sectors()).isEqualTo(2L * 0x098ab800);
            assertThat(volume.map().stripSectors()).isEqualTo(256);

            RaidSet set = new ImsmFormat(new ContentJudge())
                    .find(List.of(RaidDisk.of(disk)))
                    .get(0);
            assertThat(set.level()).isEqualTo(RaidLevel.RAID0);
            assertThat(set.volume()).as("a tail of one of two disks").isEmpty();
        }
    }
}
