package org.p2vworkbench.fixups.appliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.fixups.guest.GuestVolume;

class EncryptedVolumesTest {

    private static final String UUID = "0b7a6a3e-5d0c-4f6e-9f42-5f6d1f0a7c11";

    private final List<GuestVolume> volumes =
            List.of(volume("/dev/sda1", "ext4", "1"), volume("/dev/sda2", "crypto_LUKS", UUID));

    @Test
    void keysAreOfUseByUuidDeviceOrForAll() {
        List<VolumeKey> keys = List.of(
                new VolumeKey(UUID.toUpperCase(java.util.Locale.ROOT), "a"),
                new VolumeKey("/dev/sda2", "b"),
                new VolumeKey("all", "c"));

        assertThat(EncryptedVolumes.useless(keys, volumes)).isEmpty();
    }

    @Test
    void keysOfWhatIsNotThereOrNotEncryptedAreOfNone() {
        VolumeKey plain = new VolumeKey("/dev/sda1", "a");
        VolumeKey mistyped = new VolumeKey(UUID.replace('0', '1'), "b");

        assertThat(EncryptedVolumes.useless(List.of(plain, mistyped), volumes)).containsExactly(plain, mistyped);
        assertThat(EncryptedVolumes.useless(List.of(new VolumeKey("all", "c")), volumes.subList(0, 1)))
                .hasSize(1);
    }

    private static GuestVolume volume(String device, String type, String uuid) {
        return new GuestVolume(device, type, uuid, "", "", OptionalInt.of(0), OptionalInt.of(1), 1 << 20);
    }
}
