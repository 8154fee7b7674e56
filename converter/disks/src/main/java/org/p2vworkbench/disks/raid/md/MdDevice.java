package org.p2vworkbench.disks.raid.md;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a superblock says of the device it is on.
 *
 * @param number in the array's list of devices, which is not the slot
 * @param replacement it is to take the slot over from a device that is still there
 * @param recoveredBytes how much of its data is right when it was being filled; from the start of the data
 * @param dataBytes room for data
 * @param bad what of the device must not be read
 */
record MdDevice(
        int number,
        MdPlace place,
        boolean writeMostly,
        boolean replacement,
        OptionalLong recoveredBytes,
        long dataOffsetBytes,
        long dataBytes,
        List<BadRange> bad) {

    MdDevice {
        bad = List.copyOf(bad);
    }

    MdDevice avoiding(List<BadRange> ranges) {
        return new MdDevice(
                number, place, writeMostly, replacement, recoveredBytes, dataOffsetBytes, dataBytes, ranges);
    }
}
