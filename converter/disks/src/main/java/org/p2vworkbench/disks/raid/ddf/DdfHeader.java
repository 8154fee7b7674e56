package org.p2vworkbench.disks.raid.ddf;

import java.io.IOException;
import org.p2vworkbench.disks.Block;

/**
 * The DDF header (DDF 2.0, section 5.5): anchor, primary and secondary have this shape.
 *
 * @param lba where it was read
 * @param openFlag not 0 while an update was in progress
 * @param primaryLba in the anchor and both headers alike
 * @param secondaryLba all ones without one
 * @param recordBlocks the length of a configuration record
 * @param maxElements how many members a configuration record has room for
 */
record DdfHeader(
        long lba,
        DdfCrc crc,
        DdfGuid guid,
        String revision,
        long sequence,
        long secondsSince1980,
        int openFlag,
        int foreignFlag,
        long primaryLba,
        long secondaryLba,
        int type,
        long workspaceBlocks,
        long workspaceLba,
        int maxPhysical,
        int maxVirtual,
        int maxPartitions,
        int recordBlocks,
        int maxElements,
        Section controller,
        Section physical,
        Section virtual,
        Section configuration,
        Section diskData,
        Section badBlocks) {

    static final int SIZE = 512;
    static final int MAGIC = 0xde11de11;
    static final int ANCHOR = 0;
    static final int PRIMARY = 1;
    static final int SECONDARY = 2;

    static DdfHeader read(DeviceBlocks from, long lba) throws IOException {
        return of(from.section(lba, 0, SIZE), lba, from.blockBytes());
    }

    static DdfHeader of(Block in, long lba, int blockBytes) throws IOException {
        DeviceBlocks.expect(in, Integer.toUnsignedLong(MAGIC), "header");
        return new DdfHeader(
                lba,
                DdfCrc.of(in, SIZE, blockBytes),
                DdfGuid.of(in, 0x08),
                in.ascii(0x20, 8, "revision"),
                in.u32(0x28, "sequence"),
                in.u32(0x2c, "timestamp, seconds since 1980"),
                in.u8(0x30, "open flag"),
                in.u8(0x31, "foreign flag"),
                in.bits64(0x60, "primary header LBA"),
                in.bits64(0x68, "secondary header LBA"),
                in.u8(0x70, "type"),
                in.u32(0x74, "workspace blocks"),
                in.bits64(0x78, "workspace LBA"),
                in.u16(0x80, "max physical disks"),
                in.u16(0x82, "max virtual disks"),
                in.u16(0x84, "max partitions"),
                in.u16(0x86, "configuration record blocks"),
                in.u16(0x88, "max primary elements"),
                Section.of(in, 0xc0, "controller"),
                Section.of(in, 0xc8, "physical disks"),
                Section.of(in, 0xd0, "virtual disks"),
                Section.of(in, 0xd8, "configuration"),
                Section.of(in, 0xe0, "disk data"),
                Section.of(in, 0xe8, "bad blocks"));
    }

    boolean isOpen() {
        return openFlag != 0;
    }
}
