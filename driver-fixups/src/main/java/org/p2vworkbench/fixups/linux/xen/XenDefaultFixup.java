package org.p2vworkbench.fixups.linux.xen;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.linux.facts.Kernel;
import org.p2vworkbench.fixups.linux.loader.BootLoader;
import org.p2vworkbench.fixups.linux.loader.LoaderFile;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/** Where the kernel that boots by default is one for Xen, one beside it that is not becomes the default. */
public final class XenDefaultFixup implements Fixup<Relocation> {

    private static final Pattern DEFAULT = Pattern.compile("(?m)^(\\s*default[ =]+)\\S+");

    @Override
    public String name() {
        return "xen-default";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        Optional<Kernel> other = relocation.guest().kernels().stream()
                .filter(kernel -> !kernel.needsXen())
                .findFirst();
        if (other.isEmpty() || !relocation.guest().kernels().get(0).needsXen()) {
            return;
        }
        boolean done = false;
        for (LoaderFile file : LoaderFile.of(edits.guest())) {
            if (file.loader().equals(Optional.of(BootLoader.GRUB_LEGACY))) {
                Content before = edits.guest().read(file.path());
                int entry = entry(before.text(), other.get());
                if (entry >= 0 && DEFAULT.matcher(before.text()).find()) {
                    String text = DEFAULT.matcher(before.text()).replaceFirst("$1" + entry);
                    edits.write(
                            file.path(),
                            before.encoded(text),
                            Change.Kind.BOOT,
                            "The default was a kernel that runs under Xen only; %s is not."
                                    .formatted(other.get().version()));
                    done = true;
                }
            }
        }
        if (!done) {
            edits.find(
                    "LINUX-XEN-DEFAULT",
                    Severity.HIGH,
                    "The kernel that starts by default runs under Xen only.",
                    "Choose %s in the boot menu, and make it the default."
                            .formatted(other.get().version()));
        }
    }

    /** Which title, counted from 0, starts this kernel by itself and not under a hypervisor; -1 when none does. */
    private static int entry(String text, Kernel kernel) {
        String name = kernel.image().substring(kernel.image().lastIndexOf('/') + 1);
        Pattern starts = Pattern.compile("^\\s*kernel\\s.*/" + Pattern.quote(name) + "(\\s.*)?$");
        int title = -1;
        for (String line : text.lines().toList()) {
            if (line.strip().startsWith("title")) {
                title++;
            }
            Matcher kernelLine = starts.matcher(line);
            if (kernelLine.matches()) {
                return title;
            }
        }
        return -1;
    }
}
