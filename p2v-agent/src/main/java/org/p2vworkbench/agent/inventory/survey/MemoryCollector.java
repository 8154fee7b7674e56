package org.p2vworkbench.agent.inventory.survey;

import java.util.List;
import java.util.Map;
import org.p2vworkbench.agent.inventory.MachineInventory;

/** The memory: how much the kernel has, and which sticks the firmware found. */
record MemoryCollector(Observer observer, MachineInventory machine, Smbios smbios) {

    /** SMBIOS 3.7, section 7.18. */
    private static final int SIZE_AT = 0x0c;

    private static final int SLOT_AT = 0x10;
    private static final int TYPE_AT = 0x12;
    private static final int SPEED_AT = 0x15;
    private static final int MAKER_AT = 0x17;
    private static final int SERIAL_AT = 0x18;
    private static final int PART_AT = 0x1a;
    private static final int EXTENDED_SIZE_AT = 0x1c;
    private static final int SIZE_UNKNOWN = 0xffff;
    private static final int SIZE_IS_EXTENDED = 0x7fff;
    private static final int SIZE_IN_KIB = 0x8000;
    private static final long KIB = 1024;
    private static final long MIB = 1 << 20;

    /** Section 7.18.2. */
    private static final Map<Integer, String> TYPES = Map.of(
            0x0f, "SDRAM", 0x12, "DDR", 0x13, "DDR2", 0x14, "DDR2 FB-DIMM", 0x18, "DDR3", 0x1a, "DDR4", 0x22, "DDR5");

    private static final String TABLE = "smbios.type17";
    private static final String NO_TABLE = "the table of the firmware is for root only, or there is none";

    Memory collect() {
        List<Smbios.Structure> slots = smbios.ofType(Smbios.MEMORY_DEVICE);
        List<Memory.Module> modules = slots.stream()
                .map(MemoryCollector::module)
                .filter(module -> module.bytes() > 0)
                .toList();
        long installed = modules.stream().mapToLong(Memory.Module::bytes).sum();
        return new Memory(
                observer.positive(machine.memoryBytes(), "proc/meminfo", "this system does not say it"),
                observer.positive(installed, TABLE, NO_TABLE),
                modules.isEmpty() ? observer.unknown(TABLE, NO_TABLE) : observer.saw(modules, TABLE),
                observer.positive(slots.size(), TABLE, NO_TABLE));
    }

    private static Memory.Module module(Smbios.Structure stick) {
        return new Memory.Module(
                stick.string(SLOT_AT),
                bytes(stick),
                TYPES.getOrDefault(stick.unsignedByte(TYPE_AT), ""),
                stick.word(SPEED_AT),
                stick.string(MAKER_AT),
                stick.string(PART_AT),
                stick.string(SERIAL_AT));
    }

    private static long bytes(Smbios.Structure stick) {
        int size = stick.word(SIZE_AT);
        if (size == SIZE_UNKNOWN) {
            return 0;
        }
        if (size == SIZE_IS_EXTENDED) {
            return (stick.doubleWord(EXTENDED_SIZE_AT) & 0x7fff_ffffL) * MIB;
        }
        return (size & SIZE_IN_KIB) != 0 ? (size & ~SIZE_IN_KIB) * KIB : size * MIB;
    }
}
