package org.p2vworkbench.disks.raid.ddf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.UnpackedImage;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.disks.raid.content.ContentJudge;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidMember.Role;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.raid.ddf.DdfWriter;

/** Against what others wrote and what others read. */
final class RealDdfTest {

    @Test
    void spareOfMdadmIsTold(@TempDir Path folder) throws IOException {
        try (RawFile disk = UnpackedImage.open("raid/blkid-ddf-raid.img.xz", folder)) {
            List<RaidSet> sets = new DdfFormat(new ContentJudge()).find(List.of(RaidDisk.of(disk)));

            assertThat(sets).hasSize(1);
            RaidSet set = sets.get(0);
            assertThat(set.uuid()).matches("[0-9a-f]{8}(:[0-9a-f]{8}){3}");
            assertThat(set.evidence())
                    .anyMatch(text -> text.contains("4C696E75:782D4D44:DEADBEEF:00000000:3923F6E3:209A73E6"));
            assertThat(set.members()).extracting(RaidMember::role).containsExactly(Role.SPARE);
            assertThat(set.findings()).contains("The group holds no volume.");
            assertThat(set.confidence()).isGreaterThan(0.9);
            assertThat(set.evidence()).anyMatch(text -> text.contains("as mdadm computes it"));
        }
    }

    @Test
    void mdadmReadsWhatTheFixturesWrite(@TempDir Path folder) throws IOException {
        OutsideTool mdadm = OutsideTool.named("mdadm");
        assumeTrue(mdadm.isInstalled(), "mdadm is not installed: the DDF writer of the fixtures is not checked");
        DdfWriter writer = DdfSets.writer(3)
                .with(DdfSets.volume(5, 3, DdfSets.dealer(DdfSets.CONTENT).raid5(3, 2), DdfSets.CONTENT));
        // mdadm looks at no disk of 32 MiB or less.
        byte[] bytes = writer.disk(DdfSets.reference(1), new byte[33 << 20]);
        Path disk = Files.write(folder.resolve("disk"), bytes);

        String told = mdadm.run("--examine", disk);

        RaidSet set = new DdfFormat(new ContentJudge())
                .find(DdfSets.disks(DdfSets.raid5()))
                .get(0);
        assertThat(told).contains("RAID5", "01.02.00", "data");
        assertThat(mdadm.run("--examine", "--brief", disk)).contains("UUID=" + set.uuid());
    }
}
