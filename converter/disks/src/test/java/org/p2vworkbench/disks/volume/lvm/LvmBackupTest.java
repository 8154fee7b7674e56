package org.p2vworkbench.disks.volume.lvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.fixtures.lvm.LvmPhysicalVolume;

/** The description that a restore makes a group from. */
final class LvmBackupTest {

    private static final String ID = "vgvgvg-aaaa-bbbb-cccc-dddd-eeee-ffffff";

    private static BlockSource volume(int number, String text) {
        return new MemorySource(
                "pv" + number,
                new LvmPhysicalVolume(LvmSamples.pvId(number).replace("-", ""), LvmSamples.PV_BYTES)
                        .text(text)
                        .bytes());
    }

    @Test
    void newestTextOfTheGroupIsKept() throws IOException {
        String root = LvmSamples.visible("root", LvmSamples.linear(0, 4, "pv0", 0));
        String older = LvmSamples.vg(ID, 3, 2, root);
        String newest = LvmSamples.vg(ID, 4, 2, root);
        List<BlockSource> volumes = List.of(volume(0, older), volume(1, newest));
        VolumeGroup group = new LvmGroups().find(volumes).get(0);

        assertThat(LvmBackup.of(group, volumes)).contains(newest);
    }

    @Test
    void textOfAnotherGroupIsNot() throws IOException {
        String root = LvmSamples.visible("root", LvmSamples.linear(0, 4, "pv0", 0));
        List<BlockSource> own = List.of(volume(0, LvmSamples.vg(ID, 3, 1, root)));
        VolumeGroup group = new LvmGroups().find(own).get(0);

        assertThat(LvmBackup.of(group, List.of(volume(0, LvmSamples.vg("another", 9, 1, root)))))
                .isEmpty();
    }
}
