package org.p2vworkbench.fixups.linux.xen;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;

/** Lists of modules to load at the start lose those for Xen's devices. */
public final class XenModulesFixup implements Fixup<Relocation> {

    private static final List<String> FILES = List.of("/etc/modules", "/etc/initramfs-tools/modules");

    @Override
    public String name() {
        return "xen-modules";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        for (String file : FILES) {
            Optional<String> text = edits.guest().text(file);
            if (text.isPresent()) {
                edits.write(
                        file,
                        text.get().replaceAll("(?m)^\\s*(?:xen[-_]\\w*front|xennet|xenblk)\\s*\\R?", ""),
                        "The new machine has no devices of Xen.");
            }
        }
    }
}
