package org.p2vworkbench.converter.proof;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What machines say when they are up, or will never be, on a serial line or a screen.
 *
 * <p>A boot loader's words prove nothing while it may still go on, so they decide only when nothing follows.
 */
final class BootSigns {

    /** A sign: what it proves, and how it reads. */
    private record Sign(Verdict verdict, Pattern words) {}

    private static final List<Sign> FINAL = List.of(
            sign(Verdict.PANIC, "Kernel panic - not syncing[^\\n]*"),
            sign(
                    Verdict.PASSPHRASE,
                    "(Please unlock disk|[Pp]lease enter passphrase for disk|Enter passphrase for) [^\\n]*: *$"),
            sign(Verdict.RESCUE, "ALERT! +\\S+ does not exist[^\\n]*"),
            sign(Verdict.RESCUE, "Target filesystem doesn't have requested[^\\n]*"),
            sign(Verdict.RESCUE, "[^\\n]*not found -- exiting to /bin/sh"),
            sign(Verdict.RESCUE, "\\(initramfs\\) *$"),
            sign(Verdict.RESCUE, "dracut-initqueue[^\\n]*timeout[^\\n]*starting (initqueue|timeout)[^\\n]*"),
            sign(Verdict.RESCUE, "^dracut:/# *$"),
            sign(Verdict.RESCUE, "Entering emergency mode[^\\n]*"),
            sign(Verdict.RESCUE, "You are in (emergency|rescue) mode[^\\n]*"),
            sign(Verdict.RESCUE, "Cannot open access to console, the root account is locked[^\\n]*"),
            sign(Verdict.RESCUE, "Give root password for (maintenance|system maintenance)[^\\n]*"),
            sign(Verdict.RESCUE, "(fsck failed|Repair filesystem\\))[^\\n]*"),
            sign(Verdict.RESCUE, "VFS: Cannot open root device[^\\n]*"),
            sign(Verdict.BLUESCREEN, "\\*\\*\\* STOP: (0x[0-9A-Fa-f]{8})[^\\n]*"),
            sign(Verdict.BLUESCREEN, "Stop code: *\\S+"),
            sign(Verdict.NOTHING_TO_BOOT, "No bootable (device|medium)[^\\n]*"),
            sign(Verdict.NOTHING_TO_BOOT, "BdsDxe: No bootable option or device was found[^\\n]*"),
            // OVMF ends in its shell when it has found nothing else.
            sign(Verdict.NOTHING_TO_BOOT, "UEFI Interactive Shell v[0-9.]+|^Shell> *$"),
            sign(
                    Verdict.NOTHING_TO_BOOT,
                    "(?i:(no )?operating system not found|missing operating system|invalid partition table"
                            + "|error loading operating system|operating system load error"
                            + "|(non-system|invalid system) disk|remove disks or other media)"),
            sign(
                    Verdict.NOTHING_TO_BOOT,
                    "(NTLDR|BOOTMGR) (image )?is (missing|compressed|corrupt)|A disk read error occurred"),
            sign(Verdict.BOOTLOADER, "error: (no such|unknown|file|disk)[^\\n]*[\\s\\S]*grub rescue> *$"),
            sign(Verdict.BOOTLOADER, "grub rescue> *$"),
            sign(Verdict.BOOTLOADER, "GRUB Hard Disk Error|Geom Error|Read Error"),
            sign(Verdict.BOOTLOADER, "grub> *$"),
            sign(Verdict.BOOTLOADER, "Windows could not start because[^\\n]*"),
            sign(Verdict.BOOTLOADER, "Windows failed to start\\.[^\\n]*"),
            sign(Verdict.BOOTLOADER, "(?i:status|error code): +0xc[0-9a-f]{7}\\b[^\\n]*"),
            sign(Verdict.BOOTLOADER, "0xc0000(225|00[ef]|001)\\b[^\\n]*"));

    private static final Pattern LOGIN = Pattern.compile("(?m)^[^\\n]{0,64}\\blogin: *$");

    private static final Pattern LOADER = Pattern.compile(
            "GNU GRUB +version|GRUB loading|Booting '[^']*'|ISOLINUX|EXTLINUX|LILO [0-9]|Welcome to GRUB");

    private BootSigns() {}

    private static Sign sign(Verdict verdict, String words) {
        return new Sign(verdict, Pattern.compile(words, Pattern.MULTILINE));
    }

    /** A verdict that nothing will change any more, with the words that led to it. */
    record Proved(Verdict verdict, String words) {}

    static Optional<Proved> in(String text) {
        String shown = text.stripTrailing();
        Matcher login = LOGIN.matcher(shown);
        if (login.find()) {
            return Optional.of(new Proved(Verdict.LOGIN, login.group().strip()));
        }
        for (Sign sign : FINAL) {
            Matcher found = sign.words().matcher(shown);
            if (found.find()) {
                return Optional.of(new Proved(sign.verdict(), found.group().strip()));
            }
        }
        return Optional.empty();
    }

    static boolean loaderSpoke(String text) {
        return LOADER.matcher(text).find();
    }
}
