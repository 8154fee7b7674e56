package org.p2vworkbench.fixups.appliance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The device behind a name of the library's. */
class MountableTest {

    @ParameterizedTest
    @CsvSource({
        "/dev/sda1, /dev/sda1",
        "/dev/vg/root, /dev/vg/root",
        "btrfsvol:/dev/sda2/@, /dev/sda2",
        "btrfsvol:/dev/sda2/@/.snapshots/1/snapshot, /dev/sda2",
        "btrfsvol:/dev/md127/@/x, /dev/md127",
        "btrfsvol:/dev/vg/root/@, /dev/vg/root",
        "btrfsvol:/dev/vg/root/@/home, /dev/vg/root",
    })
    void deviceIsThere(String mountable, String device) {
        assertThat(Mountable.device(mountable)).isEqualTo(device);
    }
}
