package org.p2vworkbench.converter.proof;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Windows says with a blue screen, as far as it has to do with a machine that was moved (Microsoft, "Bug check code
 * reference").
 */
enum StopCode {
    INACCESSIBLE_BOOT_DEVICE(
            0x7b, "Windows reached no disk: it has no driver for the controller its disk hangs on now"),
    UNMOUNTABLE_BOOT_VOLUME(0xed, "the disk was reached, and its filesystem could not be mounted"),
    NTFS_FILE_SYSTEM(0x24, "the disk was reached, and its NTFS is damaged"),
    PROCESS1_INITIALIZATION_FAILED(0x6b, "a file that the first program needs is missing or damaged"),
    BAD_SYSTEM_CONFIG_INFO(0x74, "its registry is damaged"),
    MISMATCHED_HAL(0x79, "its hardware abstraction layer is of another kind of machine"),
    UNSUPPORTED_PROCESSOR(0x5d, "it asks more of the processor than this one can"),
    ACPI_BIOS_ERROR(0xa5, "it does not get on with this machine's ACPI tables"),
    PHASE1_INITIALIZATION_FAILED(0x32, "its kernel did not come up on this machine"),
    REGISTRY_ERROR(0x51, "its registry is damaged"),
    IRQL_NOT_LESS_OR_EQUAL(0x0a, "a driver failed; often one of the old machine's hardware"),
    KMODE_EXCEPTION_NOT_HANDLED(0x1e, "a driver failed; often one of the old machine's hardware"),
    PAGE_FAULT_IN_NONPAGED_AREA(0x50, "a driver failed; often one of the old machine's hardware"),
    SYSTEM_THREAD_EXCEPTION_NOT_HANDLED(0x7e, "a driver failed; often one of the old machine's hardware"),
    DRIVER_IRQL_NOT_LESS_OR_EQUAL(0xd1, "a driver failed; often one of the old machine's hardware"),
    WINLOGON_FATAL_ERROR(0xc000021a, "a program without which it does not run has ended"),
    REGISTRY_FILE_FAILURE(0xc0000218, "a hive of its registry could not be loaded");

    private static final Pattern NUMBER = Pattern.compile("0x([0-9A-Fa-f]{8})");

    private final int number;
    private final String meaning;

    StopCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The one that those words name, by number (Windows NT to 7) or by name (from Windows 8). */
    static Optional<StopCode> in(String words) {
        Matcher found = NUMBER.matcher(words);
        if (found.find()) {
            int number = Integer.parseUnsignedInt(found.group(1), 16);
            return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
        }
        String shown = words.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(code -> Pattern.compile("\\b" + code.name() + "\\b")
                        .matcher(shown)
                        .find())
                .findFirst();
    }

    /** For people: number, name and what it means. */
    String explained() {
        return "0x%08X is %s: %s".formatted(number, name(), meaning);
    }

    /** Whether it is about finding the disk, which a repair of the drivers changes. */
    boolean isOfDisks() {
        return this == INACCESSIBLE_BOOT_DEVICE;
    }
}
