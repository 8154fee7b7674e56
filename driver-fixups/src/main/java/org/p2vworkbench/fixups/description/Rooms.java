package org.p2vworkbench.fixups.description;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.guest.GuestVolume;

/** How full the mounted filesystems of a guest are. */
final class Rooms {

    private Rooms() {}

    /** @param drive what the guest's own root is called: "C:" */
    static List<GuestDescription.Room> of(GuestTree guest, String drive) throws IOException {
        List<GuestVolume> volumes = guest.volumes();
        List<GuestDescription.Room> rooms = new ArrayList<>();
        for (Map.Entry<String, String> mount : guest.mountpoints().entrySet()) {
            for (GuestVolume volume : volumes) {
                if (volume.device().equals(mount.getValue())) {
                    rooms.add(new GuestDescription.Room(
                            volume.disk(),
                            volume.partition(),
                            volume.device(),
                            mount.getKey().equals("/") ? drive : mount.getKey(),
                            volume.type(),
                            volume.sizeBytes(),
                            guest.freeBytes(mount.getKey())));
                }
            }
        }
        return rooms;
    }
}
