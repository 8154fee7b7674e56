package org.p2vworkbench.agent.inventory.survey;

/** Fuzz target: any bytes are a table of the firmware, if an empty one. */
public final class SmbiosFuzz {

    private SmbiosFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Smbios table = Smbios.parse(data);
        for (int type = 0; type < 128; type++) {
            table.ofType(type).forEach(structure -> {
                structure.string(0x10);
                structure.word(0x3f);
                structure.doubleWord(0xff);
            });
        }
    }
}
