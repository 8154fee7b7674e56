package org.p2vworkbench.fixups.windows.boot;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Has the boot loader of Windows before Vista reach the disk by the BIOS: ARC paths that begin with {@code scsi(} or
 * {@code signature(} make it load the old controller's driver (ntbootdd.sys) to read Windows with. Only the part before
 * the partition is replaced; the boot disk is the first.
 */
public final class BootIni implements Fixup<WindowsGuest> {

    private static final String FILE = "/boot.ini";
    private static final Pattern BY_DRIVER = Pattern.compile(
            "(?:scsi\\(\\d+\\)|signature\\([0-9a-fA-F]+\\))disk\\(\\d+\\)rdisk\\(\\d+\\)(?=partition\\(\\d+\\))",
            Pattern.CASE_INSENSITIVE);
    private static final String BY_BIOS = "multi(0)disk(0)rdisk(0)";
    private static final List<String> HARDWARE_SWITCHES =
            List.of("/HAL=", "/KERNEL=", "/BURNMEMORY=", "/MAXMEM=", "/NUMPROC=", "/ONECPU", "/PAE", "/3GB");

    @Override
    public String name() {
        return "boot-ini";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        Optional<String> text =
                guest.atLeast(6, 0) ? Optional.empty() : edits.guest().text(FILE);
        if (text.isEmpty()) {
            return;
        }
        Matcher found = BY_DRIVER.matcher(text.get());
        if (found.find()) {
            edits.write(
                    FILE,
                    found.replaceAll(Matcher.quoteReplacement(BY_BIOS)),
                    "the boot loader would read Windows by the driver of the old disk controller");
        }
        List<String> switches = HARDWARE_SWITCHES.stream()
                .filter(each -> text.get().toUpperCase(Locale.ROOT).contains(each))
                .toList();
        if (!switches.isEmpty()) {
            edits.find(
                    "WIN-BOOT-SWITCHES",
                    Severity.LOW,
                    "boot.ini has switches that were meant for the old machine: %s."
                            .formatted(String.join(", ", switches)),
                    "Take them out if Windows sees too little memory or too few processors.");
        }
    }
}
