package org.p2vworkbench.disks.partition;

import java.util.Optional;
import org.p2vworkbench.disks.Block;

/**
 * One of the four entries of an MBR or EBR (UEFI 2.10, section 5.2.1, table 5-1). The CHS fields are not used: no
 * system since DOS has believed them.
 */
record MbrEntry(int flags, int type, long startSector, long sectors) {

    static final int SIZE = 16;
    private static final int ACTIVE = 0x80;
    static final int PROTECTIVE = 0xee;

    static MbrEntry parse(Block sector, int at, String name) {
        return new MbrEntry(
                sector.u8(at, name + ".flags"),
                sector.u8(at + 4, name + ".type"),
                sector.u32(at + 8, name + ".startSector"),
                sector.u32(at + 12, name + ".sectors"));
    }

    boolean isUsed() {
        return type != 0 && sectors != 0;
    }

    /** 0x05 as DOS had it, 0x0f for LBA, 0x85 as Linux once had it. */
    boolean isExtended() {
        return type == 0x05 || type == 0x0f || type == 0x85;
    }

    /** Whether the flags are ones a partitioning program writes; boot code in this place seldom looks so. */
    boolean flagsAreValid() {
        return flags == 0 || flags == ACTIVE;
    }

    /** Sector numbers are 32 bits wide and sectors at most 4096 bytes, so nothing here can overflow. */
    Partition partition(int number, long baseSector, int sectorBytes) {
        return new Partition(
                number,
                (baseSector + startSector) * sectorBytes,
                sectors * sectorBytes,
                "0x%02x".formatted(type),
                MbrType.name(type),
                "",
                flags == ACTIVE,
                isExtended(),
                Optional.empty());
    }
}
