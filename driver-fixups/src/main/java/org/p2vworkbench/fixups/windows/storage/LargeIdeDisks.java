package org.p2vworkbench.fixups.windows.storage;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Windows before XP SP1 addresses 2^28 sectors of an IDE disk and begins again from its start: a volume that was larger
 * on a RAID controller would overwrite itself (KB305098, KB303013).
 */
public final class LargeIdeDisks implements Fixup<WindowsGuest> {

    private static final long FIRST_BYTE_BEYOND = 512L << 28;

    @Override
    public String name() {
        return "large-ide-disks";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        if (guest.atLeast(5, 2) || VirtioDrivers.has(guest) || !hasLargeDisk(edits)) {
            return;
        }
        if (guest.atLeast(5, 0)) {
            for (String key : guest.inAllSets("Services\\atapi\\Parameters")) {
                guest.system()
                        .set(
                                edits,
                                key,
                                "EnableBigLba",
                                RegistryData.dword(1),
                                "a disk has more than 128 GiB, beyond which atapi would overwrite its start");
            }
        }
        boolean old = !guest.atLeast(5, 0)
                || guest.facts().version().minor() == 0
                        && !guest.facts().version().servicePack().matches(".*[34].*")
                || guest.facts().version().minor() == 1
                        && guest.facts().version().servicePack().isEmpty();
        if (old) {
            edits.find(
                    "WIN-LARGE-IDE",
                    Severity.BLOCKER,
                    "A disk has more than 128 GiB, and %s would overwrite its start when it is an IDE disk."
                            .formatted(guest.facts().version().product()),
                    "Install the last service pack on the old machine (2000: 4, XP: 3), or make its volumes smaller.");
        }
    }

    /** Sizes of disks are not known here; volumes are on them. */
    private static boolean hasLargeDisk(Edits edits) throws IOException {
        Map<Integer, Long> bytes = new HashMap<>();
        for (GuestVolume volume : edits.guest().volumes()) {
            volume.disk().ifPresent(disk -> bytes.merge(disk, volume.sizeBytes(), Long::sum));
        }
        return bytes.values().stream().anyMatch(each -> each > FIRST_BYTE_BEYOND);
    }
}
