package org.p2vworkbench.fixups.linux.boot;

import java.io.IOException;
import org.p2vworkbench.fixups.linux.loader.KernelArguments;
import org.p2vworkbench.fixups.linux.relocation.DeviceNames;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;

/**
 * {@code rd.md.uuid=} (dracut.cmdline(7); {@code rd_MD_UUID} before dracut 008) of an array that is a partition now: the
 * initial RAM disk would wait for it, minutes long, and then give up.
 */
public final class FlattenedArrayFixup implements Fixup<Relocation> {

    @Override
    public String name() {
        return "flattened-arrays";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        CommandLines.edit(
                edits,
                (arguments, initramfs) -> withoutMoved(arguments, relocation.devices()),
                "The array is a partition of the new machine.");
    }

    private static KernelArguments withoutMoved(KernelArguments arguments, DeviceNames devices) {
        return arguments.without(word -> word.matches("(?:rd\\.md\\.uuid|rd_MD_UUID)=.*")
                && devices.wasArray(word.substring(word.indexOf('=') + 1)));
    }
}
