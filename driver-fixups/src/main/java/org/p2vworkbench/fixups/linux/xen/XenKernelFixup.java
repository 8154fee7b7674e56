package org.p2vworkbench.fixups.linux.xen;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.linux.facts.Kernel;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/** Refuses a guest whose kernels all run under Xen only, or that has none because its host gave it one. */
public final class XenKernelFixup implements Fixup<Relocation> {

    @Override
    public String name() {
        return "xen-kernel";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        List<Kernel> kernels = relocation.guest().kernels();
        if (kernels.isEmpty()) {
            edits.find(
                    "LINUX-NO-KERNEL",
                    relocation.machine().startedByHost() ? Severity.BLOCKER : Severity.HIGH,
                    "No kernel was found in the guest; Xen and container hosts give theirs to their guests.",
                    remedy(relocation));
        } else if (kernels.stream().allMatch(Kernel::needsXen)) {
            edits.find(
                    "LINUX-XEN-ONLY",
                    Severity.BLOCKER,
                    "The guest's kernels run under Xen only: %s."
                            .formatted(kernels.stream().map(Kernel::version).collect(Collectors.joining(", "))),
                    remedy(relocation));
        }
    }

    private static String remedy(Relocation relocation) {
        String install =
                switch (relocation.guest().distribution().family()) {
                    case REDHAT -> "'yum install kernel'";
                    case SUSE -> "'zypper install kernel-default'";
                    case DEBIAN ->
                        relocation.guest().distribution().id().equals("ubuntu")
                                ? "'apt-get install linux-image-generic'"
                                : "'apt-get install linux-image-amd64' (or -686)";
                    case ARCH -> "'pacman -S linux'";
                    case OTHER -> "the distribution's ordinary kernel";
                };
        return "Install an ordinary kernel in it while it still runs, %s, then convert again.".formatted(install);
    }
}
