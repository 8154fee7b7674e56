package org.p2vworkbench.fixups.linux.boot;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.fixups.linux.loader.KernelArguments;
import org.p2vworkbench.fixups.linux.relocation.DeviceNames;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;

/**
 * {@code resume=}, where the kernel looks for a hibernated system: a device that never comes is waited for at every start,
 * half a minute or longer. SUSE's initial RAM disk takes paths only, and all others take them too.
 */
public final class ResumeFixup implements Fixup<Relocation> {

    @Override
    public String name() {
        return "resume-argument";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        CommandLines.edit(
                edits,
                (arguments, initramfs) -> resume(arguments, initramfs, relocation.devices()),
                "The new machine calls the disk of the swap area by another name.");
    }

    private static KernelArguments resume(KernelArguments arguments, boolean initramfs, DeviceNames devices) {
        Optional<String> resume = arguments.value("resume").filter(devices::isOld);
        if (resume.isEmpty()) {
            return arguments;
        }
        Optional<String> found = initramfs ? devices.path(resume.get()) : devices.newName(resume.get());
        return found.isPresent()
                ? arguments.replacing("resume", found.get())
                : arguments.without(word -> word.startsWith("resume="));
    }
}
