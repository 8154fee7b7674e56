package org.p2vworkbench.disks.image.vhdx;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/** Header ([MS-VHDX] 2.2.2): there are two, the valid one with the higher sequence number counts. */
record VhdxHeader(Block block, long sequence, UUID dataWriteId, UUID logId, int logVersion, long logBytes, long logAt) {

    static final UUID NO_LOG = new UUID(0, 0);

    private static final int SIZE = 4096;
    private static final long FIRST_AT = 64 * 1024;
    private static final long SECOND_AT = 128 * 1024;
    private static final long SIGNATURE = 0x64616568; // "head"

    static VhdxHeader current(BlockSource file) throws IOException {
        DiskFormatException firstDamage;
        try {
            VhdxHeader first = parse(file, FIRST_AT);
            return secondIfValid(file)
                    .filter(second -> second.sequence > first.sequence)
                    .orElse(first);
        } catch (DiskFormatException damage) {
            firstDamage = damage;
        }
        return secondIfValid(file).orElseThrow(() -> firstDamage);
    }

    private static Optional<VhdxHeader> secondIfValid(BlockSource file) throws IOException {
        try {
            return Optional.of(parse(file, SECOND_AT));
        } catch (DiskFormatException damaged) {
            return Optional.empty();
        }
    }

    private static VhdxHeader parse(BlockSource file, long at) throws IOException {
        Block block = Block.littleEndian(file, at, SIZE);
        if (block.u32(0, "signature") != SIGNATURE) {
            throw block.damaged(
                    0,
                    "no VHDX header: expected 'head', found '%s'".formatted(block.ascii(0, 4, "signature")),
                    "Both headers are damaged; copy the image again from where it came from.");
        }
        Crc32c.verify(block, "VHDX header");
        int version = block.u16(66, "version");
        if (version != 1) {
            throw block.damaged(
                    66,
                    "VHDX version is %d, only 1 is known".formatted(version),
                    "Convert the image with the Windows that made it: Convert-VHD to a new .vhdx.");
        }
        block.guid(16, "fileWriteGuid");
        return new VhdxHeader(
                block,
                block.bits64(8, "sequenceNumber"),
                block.guid(32, "dataWriteGuid"),
                block.guid(48, "logGuid"),
                block.u16(64, "logVersion"),
                block.u32(68, "logLength"),
                block.size(72, "logOffset"));
    }

    boolean hasLog() {
        return !logId.equals(NO_LOG);
    }
}
