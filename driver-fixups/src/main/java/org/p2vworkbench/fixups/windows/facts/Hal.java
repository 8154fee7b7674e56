package org.p2vworkbench.fixups.windows.facts;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.fixups.registry.HiveKey;

/**
 * The hardware abstraction layer that was chosen when a Windows before Vista was installed (hardware id of the device of
 * class Computer, Enum\Root\ACPI_HAL and its like). Since Vista there is one for all.
 */
public enum Hal {
    ACPI_MULTIPROCESSOR("acpiapic_mp", "ACPI multiprocessor"),
    ACPI_UNIPROCESSOR("acpiapic_up", "ACPI uniprocessor"),
    ACPI_PC("acpipic_up", "ACPI with the old interrupt controller"),
    MPS_MULTIPROCESSOR("mps_mp", "MPS multiprocessor"),
    MPS_UNIPROCESSOR("mps_up", "MPS uniprocessor"),
    STANDARD_PC("e_isa_up", "standard PC"),
    OTHER("", "one of a maker's own");

    private static final String COMPUTER_CLASS = "{4D36E966-E325-11CE-BFC1-08002BE10318}";

    private final String hardwareId;
    private final String shown;

    Hal(String hardwareId, String shown) {
        this.hardwareId = hardwareId;
        this.shown = shown;
    }

    static Optional<Hal> of(HiveReader set) throws IOException {
        for (HiveKey device : set.children("Enum\\Root")) {
            for (HiveKey instance : device.children()) {
                if (HiveReader.string(instance, "ClassGUID").equalsIgnoreCase(COMPUTER_CLASS)) {
                    return Optional.of(of(HiveReader.strings(instance, "HardwareID")));
                }
            }
        }
        return Optional.empty();
    }

    private static Hal of(List<String> hardwareIds) {
        for (String each : hardwareIds) {
            for (Hal hal : values()) {
                if (hal != OTHER && hal.hardwareId.equals(each.toLowerCase(Locale.ROOT))) {
                    return hal;
                }
            }
        }
        return OTHER;
    }

    /** For people. */
    public String shown() {
        return shown;
    }

    public boolean usesAcpi() {
        return this == ACPI_MULTIPROCESSOR || this == ACPI_UNIPROCESSOR || this == ACPI_PC;
    }

    /** Whether it runs more than one processor. */
    public boolean isMultiprocessor() {
        return this == ACPI_MULTIPROCESSOR || this == MPS_MULTIPROCESSOR || this == OTHER;
    }
}
