package org.p2vworkbench.fixups.registry;

import java.util.Map;

/**
 * The type of a value. Windows stores any number and so do programs, device properties for one, so that unknown ones are
 * no error (regf, "Data types").
 *
 * @param number unsigned 32 bits
 */
public record RegistryType(long number) {

    public static final RegistryType NONE = new RegistryType(0);
    public static final RegistryType SZ = new RegistryType(1);
    public static final RegistryType EXPAND_SZ = new RegistryType(2);
    public static final RegistryType BINARY = new RegistryType(3);
    public static final RegistryType DWORD = new RegistryType(4);
    public static final RegistryType DWORD_BIG_ENDIAN = new RegistryType(5);
    public static final RegistryType LINK = new RegistryType(6);
    public static final RegistryType MULTI_SZ = new RegistryType(7);
    public static final RegistryType RESOURCE_LIST = new RegistryType(8);
    public static final RegistryType FULL_RESOURCE_DESCRIPTOR = new RegistryType(9);
    public static final RegistryType RESOURCE_REQUIREMENTS_LIST = new RegistryType(10);
    public static final RegistryType QWORD = new RegistryType(11);

    private static final Map<RegistryType, String> NAMES = Map.ofEntries(
            Map.entry(NONE, "REG_NONE"),
            Map.entry(SZ, "REG_SZ"),
            Map.entry(EXPAND_SZ, "REG_EXPAND_SZ"),
            Map.entry(BINARY, "REG_BINARY"),
            Map.entry(DWORD, "REG_DWORD"),
            Map.entry(DWORD_BIG_ENDIAN, "REG_DWORD_BIG_ENDIAN"),
            Map.entry(LINK, "REG_LINK"),
            Map.entry(MULTI_SZ, "REG_MULTI_SZ"),
            Map.entry(RESOURCE_LIST, "REG_RESOURCE_LIST"),
            Map.entry(FULL_RESOURCE_DESCRIPTOR, "REG_FULL_RESOURCE_DESCRIPTOR"),
            Map.entry(RESOURCE_REQUIREMENTS_LIST, "REG_RESOURCE_REQUIREMENTS_LIST"),
            Map.entry(QWORD, "REG_QWORD"));

    public RegistryType {
        if (number < 0 || number > 0xffff_ffffL) {
            throw new IllegalArgumentException("not 32 bits: " + number);
        }
    }

    /** Whether its bytes are text: one string, or several. */
    public boolean isText() {
        return equals(SZ) || equals(EXPAND_SZ) || equals(LINK) || equals(MULTI_SZ);
    }

    /** "REG_SZ", or the number of one without name. */
    @Override
    public String toString() {
        return NAMES.getOrDefault(this, "type 0x%x".formatted(number));
    }
}
