package org.p2vworkbench.fixups.appliance;

import java.util.List;
import org.p2vworkbench.fixups.guest.GuestVolume;

/**
 * An encrypted volume that is not open.
 *
 * @param device in the appliance: "/dev/sda2"
 * @param uuid in its LUKS header
 * @param why it stayed closed: that there was no key, or what cryptsetup said of those there were
 */
public record LockedVolume(String device, String uuid, String why) {

    static final String NO_KEY = "no key was given for it";

    /** Those among a guest's volumes that are closed, where no key was given. */
    public static List<LockedVolume> among(List<GuestVolume> volumes) {
        return EncryptedVolumes.closed(volumes).stream()
                .map(volume -> new LockedVolume(volume.device(), volume.uuid(), NO_KEY))
                .toList();
    }
}
