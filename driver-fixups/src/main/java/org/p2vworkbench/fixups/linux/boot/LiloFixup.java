package org.p2vworkbench.fixups.linux.boot;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.p2vworkbench.fixups.guest.GuestCommand;
import org.p2vworkbench.fixups.linux.loader.BootLoader;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/**
 * Has LILO write its map again. It loads the kernel by the numbers of its sectors, so nothing in {@code /boot} may change
 * without it. It runs when all else is done, and before anything reads what it wrote.
 */
public final class LiloFixup implements Fixup<Relocation> {

    private static final String MAP = "/boot/map";

    @Override
    public String name() {
        return "lilo";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        if (!relocation.guest().bootLoaders().equals(Set.of(BootLoader.LILO))) {
            return;
        }
        boolean installed = edits.guest().isFile("/sbin/lilo") || edits.guest().isFile("/usr/sbin/lilo");
        String remedy = "If the machine does not start, boot a rescue system, change into the guest and run 'lilo'.";
        if (!installed) {
            edits.find(
                    "LINUX-LILO-MISSING",
                    Severity.HIGH,
                    "The guest is started by LILO, whose map has to be written again, and its program is not there.",
                    remedy);
            return;
        }
        // The appliance calls the machine's first disk so, whatever lilo.conf says of the old one.
        edits.run(
                new GuestCommand(
                        List.of("lilo", "-b", "/dev/sda"), relocation.options().commandLimit()),
                List.of(MAP),
                "LILO finds the kernel by sectors, and files in /boot have moved.");
        edits.find(
                "LINUX-LILO",
                Severity.MEDIUM,
                "LILO was run again for the new disk; taking the repair back needs it run once more.",
                remedy);
    }
}
