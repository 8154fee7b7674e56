package org.p2vworkbench.fixups.linux.boot;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;

/** The next update-grub writes UUIDs too, where the guest's administrator had that switched off. */
public final class GrubDefaultFixup implements Fixup<Relocation> {

    private static final String FILE = "/etc/default/grub";

    @Override
    public String name() {
        return "grub-default";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        Optional<String> text = edits.guest().text(FILE);
        if (text.isPresent()) {
            edits.write(
                    FILE,
                    text.get().replaceAll("(?m)^(\\s*GRUB_DISABLE_LINUX_UUID=[\"']?true[\"']?.*)$", "#$1"),
                    "Entries for new kernels name the root filesystem by its UUID.");
        }
    }
}
