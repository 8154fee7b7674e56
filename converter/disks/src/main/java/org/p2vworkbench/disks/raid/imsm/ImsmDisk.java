package org.p2vworkbench.disks.raid.imsm;

import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/** A disk of the group, by its drive's serial number. */
record ImsmDisk(ImsmSerial serial, long sectors, long status) {

    static final int SIZE = 0x30;

    private static final int SPARE = 1;
    private static final int FAILED = 4;

    static ImsmDisk of(Block in, int at) throws DiskFormatException {
        ImsmRecord.require(in, at, SIZE, "a disk");
        return new ImsmDisk(
                ImsmSerial.recorded(in.ascii(at, ImsmSerial.LENGTH, "serial")),
                ImsmRecord.wide(in, at + 0x10, at + 0x20, "disk sectors"),
                in.u32(at + 0x18, "disk status"));
    }

    boolean isSpare() {
        return (status & SPARE) != 0;
    }

    /** The entry only keeps the place of a disk that the group has given up. */
    boolean isGivenUp() {
        return (status & FAILED) != 0 || serial.isPlaceholder();
    }
}
