package org.p2vworkbench.fixups.linux.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/**
 * Refuses a guest that was not shut down but hibernated: its memory, with filesystems open in it, would wake up over
 * filesystems that were changed meanwhile. The signature is at the end of the swap area's first page
 * (kernel/power/swap.c, "S1SUSPEND"; "ULSUSPEND" is uswsusp's).
 */
public final class HibernationFixup implements Fixup<Relocation> {

    private static final int PAGE = 4096;
    private static final int SIGNATURE_BYTES = 10;
    private static final Set<String> SUSPENDED =
            Set.of("S1SUSPEND", "S2SUSPEND", "ULSUSPEND", "LINHIB0001", "TuxOnIce");

    @Override
    public String name() {
        return "hibernation";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        for (GuestVolume volume : edits.guest().volumes()) {
            if (volume.type().equals("swsuspend") || volume.type().equals("swap") && isSuspended(volume, edits)) {
                edits.find(
                        "LINUX-HIBERNATED",
                        Severity.BLOCKER,
                        "The guest is hibernated: its memory lies in the swap area %s.".formatted(volume.device()),
                        "Start it once more on the old machine, shut it down, then convert.");
            }
        }
    }

    private static boolean isSuspended(GuestVolume volume, Edits edits) throws IOException {
        if (volume.sizeBytes() < PAGE) {
            return false;
        }
        byte[] end = edits.guest().readDevice(volume.device(), PAGE - SIGNATURE_BYTES, SIGNATURE_BYTES);
        String signature = new String(end, StandardCharsets.ISO_8859_1);
        return SUSPENDED.stream().anyMatch(signature::startsWith);
    }
}
