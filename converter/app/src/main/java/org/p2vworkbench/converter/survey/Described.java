package org.p2vworkbench.converter.survey;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.reports.inventory.Fact;
import org.p2vworkbench.reports.inventory.HardwareFacts;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.MemoryFacts;
import org.p2vworkbench.reports.inventory.PlatformFacts;
import org.p2vworkbench.reports.inventory.ProcessorFacts;

/** What the description of a machine tells (vmx, OVF, Xen), as far as it tells anything: images alone have none. */
record Described(MachineSource source, String at) {

    private static final String BY = "image";

    Inventory inventory(String program) {
        MachineHardware hardware = source.hardware();
        boolean described = isDescribed();
        return new Inventory(
                Inventory.SCHEMA,
                program,
                source.name(),
                at,
                BY,
                new HardwareFacts(
                        platform(hardware, described),
                        described ? processor(hardware.cpu()) : null,
                        described ? memory(hardware.memoryBytes()) : null,
                        null,
                        null,
                        null,
                        hardware.nics().stream()
                                .filter(nic -> described)
                                .map(nic -> new HardwareFacts.Nic(
                                        "",
                                        nic.mac().map(Object::toString).orElse(""),
                                        "",
                                        "",
                                        0,
                                        true,
                                        0,
                                        List.of(),
                                        null))
                                .toList(),
                        null,
                        null,
                        null),
                Optional.empty(),
                Optional.empty(),
                described
                        ? List.of()
                        : List.of(new Inventory.Missed(
                                "processors, memory, cards",
                                "there are only images of its disks",
                                "Add an inventory of the machine that they are of.")),
                List.of());
    }

    /** What stands in for a description gives every machine the same two processors. */
    private boolean isDescribed() {
        return source.hardware().uuid().isPresent()
                || source.hardware().nics().stream().anyMatch(nic -> nic.mac().isPresent());
    }

    private PlatformFacts platform(MachineHardware hardware, boolean described) {
        return new PlatformFacts(
                null,
                null,
                null,
                null,
                hardware.uuid().map(uuid -> fact(uuid.toString())).orElse(null),
                null,
                null,
                null,
                null,
                null,
                new Fact<>(
                        Optional.of(hardware.firmware().isUefi() ? "UEFI" : "BIOS"),
                        described ? source.input() : "the partitions of the first disk",
                        BY,
                        at,
                        described ? 1 : 0.8,
                        Optional.empty()),
                null,
                described ? fact(hardware.tpm() ? "2.0" : "none") : null,
                null,
                null);
    }

    private ProcessorFacts processor(CpuTopology cpu) {
        return new ProcessorFacts(null, null, null, null, null, null, fact((long) cpu.count()), null, null, null, null);
    }

    private MemoryFacts memory(long bytes) {
        return new MemoryFacts(fact(bytes), null, null, null);
    }

    private <T> Fact<T> fact(T value) {
        return Fact.of(value, source.input(), BY, at);
    }
}
