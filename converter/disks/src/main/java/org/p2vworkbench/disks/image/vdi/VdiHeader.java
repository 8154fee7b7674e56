package org.p2vworkbench.disks.image.vdi;

import java.io.IOException;
import java.util.UUID;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Pre-header and header 1.1 (VDICore.h, VDIPREHEADER and VDIHEADER1).
 *
 * @param blockExtraBytes bytes in front of each block that do not belong to the disk
 * @param parentId the {@code id} of the parent, null bits without one
 * @param parentModificationId the {@code modificationId} the parent had when this image was made
 */
record VdiHeader(
        Block block,
        Type type,
        long tableAt,
        long dataAt,
        long diskBytes,
        long blockBytes,
        long blockExtraBytes,
        long tableEntries,
        UUID id,
        UUID modificationId,
        UUID parentId,
        UUID parentModificationId) {

    static final int SIZE = 456;
    static final int SIGNATURE_AT = 64;
    static final int SIGNATURE = 0xbeda107f;
    static final int PARENT_ID_AT = 424;
    static final UUID NONE = new UUID(0, 0);

    private static final long SECTOR_BYTES = 512;

    /** VDIIMAGETYPE; 3 was planned for undo images and never written. */
    enum Type {
        DYNAMIC,
        FIXED,
        UNDO,
        DIFFERENCING
    }

    static VdiHeader parse(BlockSource file) throws IOException {
        Block block = Block.littleEndian(file, 0, SIZE);
        block.ascii(0, 64, "text");
        long signature = block.u32(SIGNATURE_AT, "signature");
        if (signature != Integer.toUnsignedLong(SIGNATURE)) {
            throw block.damaged(
                    SIGNATURE_AT,
                    "no VDI signature: expected 0x%08x, found 0x%08x".formatted(SIGNATURE, signature),
                    "If this is no VDI, name its format with --input-format; else copy the image again.");
        }
        long version = block.u32(68, "version");
        if (version >>> 16 != 1) {
            throw block.damaged(
                    68,
                    "VDI version is %d.%d, only 1.x is known".formatted(version >>> 16, version & 0xffff),
                    "Copy it in VirtualBox to a new image: VBoxManage clonemedium OLD.vdi NEW.vdi.");
        }
        block.u32(72, "headerSize");
        block.u32(80, "flags");
        block.ascii(84, 256, "comment");
        block.u32(348, "cylinders");
        block.u32(352, "heads");
        block.u32(356, "sectors");
        block.u32(388, "allocatedBlocks");
        checkSectorSize(block);
        return new VdiHeader(
                block,
                type(block),
                block.u32(340, "tableOffset"),
                block.u32(344, "dataOffset"),
                diskBytes(block),
                blockBytes(block),
                block.u32(380, "blockExtraSize"),
                block.u32(384, "blocks"),
                block.guid(392, "uuidCreate"),
                block.guid(408, "uuidModify"),
                block.guid(PARENT_ID_AT, "uuidLinkage"),
                block.guid(440, "uuidParentModify"));
    }

    private static Type type(Block block) throws DiskFormatException {
        long type = block.u32(76, "type");
        if (type < 1 || type > 4 || type == 3) {
            throw block.damaged(
                    76,
                    "image type is %d; 1 dynamic, 2 fixed and 4 differencing are known".formatted(type),
                    "Copy it in VirtualBox to a new image: VBoxManage clonemedium OLD.vdi NEW.vdi.");
        }
        return Type.values()[(int) type - 1];
    }

    private static void checkSectorSize(Block block) throws DiskFormatException {
        long bytes = block.u32(360, "sectorSize");
        if (bytes != SECTOR_BYTES) {
            throw damaged(block, 360, "sector size is %d bytes, only %d is known".formatted(bytes, SECTOR_BYTES));
        }
    }

    /** {@code VBoxManage convertfromraw} makes odd sizes; the guest sees whole sectors, rounded up as QEMU does. */
    private static long diskBytes(Block block) throws DiskFormatException {
        long bytes = block.size(368, "diskSize");
        if (bytes > Long.MAX_VALUE - SECTOR_BYTES) {
            throw damaged(block, 368, "disk size is 0x%x bytes, larger than any disk".formatted(bytes));
        }
        return (bytes + SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
    }

    private static long blockBytes(Block block) throws DiskFormatException {
        long bytes = block.u32(376, "blockSize");
        if (bytes < SECTOR_BYTES || bytes % SECTOR_BYTES != 0) {
            throw damaged(block, 376, "block size is %d bytes, it must be whole sectors".formatted(bytes));
        }
        return bytes;
    }

    private static DiskFormatException damaged(Block block, int at, String what) {
        return block.damaged(at, what, "The header is damaged; copy the image again from where it came from.");
    }

    boolean hasParent() {
        return type == Type.DIFFERENCING || !parentId.equals(NONE);
    }
}
