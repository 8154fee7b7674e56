package org.p2vworkbench.converter.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a machine came no further, as far as what it said and what was done to its guest before tell it. */
final class Explanation {

    private static final String NO_ROOT_FOR_KERNEL = "Unable to mount root fs";

    private Explanation() {}

    static List<String> of(BootSigns.Proved proved, Preparation before) {
        return switch (proved.verdict()) {
            case BLUESCREEN -> blueScreen(proved.words(), before);
            case RESCUE -> withFindings("Its kernel runs, and does not find a filesystem it needs.", before);
            case PANIC ->
                proved.words().contains(NO_ROOT_FOR_KERNEL)
                        ? withFindings("Its kernel runs, and has no driver or no RAM disk for its root.", before)
                        : List.of();
            case BOOTLOADER -> withFindings("Its boot loader runs, and does not find what it should start.", before);
            case NOTHING_TO_BOOT -> withFindings("Its disks hold no boot loader where this firmware looks.", before);
            case REBOOT_LOOP ->
                withFindings("It starts itself again each time; the last picture is of just before.", before);
            case LOGIN, DESKTOP, PASSPHRASE, SHUTDOWN, STUCK, TIMEOUT -> List.of();
        };
    }

    private static List<String> blueScreen(String words, Preparation before) {
        Optional<StopCode> code = StopCode.in(words);
        if (code.isEmpty()) {
            return withFindings("The stop code is in the picture.", before);
        }
        String explained = code.get().explained() + ".";
        return code.get().isOfDisks() ? withFindings(explained, before) : List.of(explained);
    }

    private static List<String> withFindings(String first, Preparation before) {
        List<String> lines = new ArrayList<>(List.of(first));
        if (!before.repaired()) {
            lines.add("It was booted without a repair, which gives a guest the drivers it needs here.");
        } else if (before.changes() == 0) {
            lines.add("Nothing of it was changed before.");
        }
        lines.addAll(before.findings());
        return lines;
    }
}
