package org.p2vworkbench.fixups.windows.boot;

import java.io.IOException;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion.Architecture;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Puts the boot manager where firmware looks that knows no boot entries: those of the old machine stay in its NVRAM. A
 * file that is there already is left, because it may be another loader's.
 */
public final class UefiFallback implements Fixup<WindowsGuest> {

    private static final String MANAGER = ":/EFI/Microsoft/Boot/bootmgfw.efi";

    @Override
    public String name() {
        return "uefi-fallback";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        for (GuestVolume volume : edits.guest().volumes()) {
            String esp = volume.device().replaceFirst("^/dev/", "");
            if (volume.type().equals("vfat") && edits.guest().isFile(esp + MANAGER)) {
                String fallback = "%s:/EFI/Boot/boot%s.efi"
                        .formatted(esp, suffix(guest.facts().version().architecture()));
                if (!edits.guest().isFile(fallback)) {
                    edits.create(
                            fallback,
                            edits.guest().read(esp + MANAGER),
                            0644,
                            "the firmware of the new machine knows no boot entries and starts this file");
                }
            }
        }
    }

    private static String suffix(Architecture architecture) {
        return switch (architecture) {
            case X86 -> "ia32";
            case ARM64 -> "aa64";
            default -> "x64";
        };
    }
}
