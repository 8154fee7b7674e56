package org.p2vworkbench.disks.allocation.ntfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * Whether a hibernated Windows lies on the volume: hiberfil.sys in the root folder starts with "hibr" (XP) or "HIBR"
 * (Vista on, also after the "shutdown" that Windows 8 prepares a fast start with). A resumed or empty file starts with
 * something else. Then Windows still has a part of the filesystem in its saved memory.
 */
final class NtfsHibernation {

    private static final int ROOT_RECORD = 5;
    private static final String INDEX = "$I30";
    private static final String FILE = "hiberfil.sys";
    private static final int ROOT_HEADER_BYTES = 16;
    private static final int BLOCK_HEADER_BYTES = 24;
    private static final int INDEX_HEADER_BYTES = 16;
    private static final int LAST_ENTRY = 2;
    private static final int NAME_AT = 16;
    private static final int NAME_BYTES = 66;
    private static final int MOST_BLOCK_BYTES = 1 << 21;

    private NtfsHibernation() {}

    static boolean isOn(NtfsFiles files) throws IOException {
        BlockSource rootIndex = files.attribute(ROOT_RECORD, NtfsAttribute.INDEX_ROOT, INDEX);
        ByteBuffer root = whole(rootIndex);
        Optional<Long> file = root.limit() < ROOT_HEADER_BYTES + INDEX_HEADER_BYTES
                ? Optional.empty()
                : among(root, ROOT_HEADER_BYTES);
        if (file.isPresent() && isHibernated(files, file.get())) {
            return true;
        }
        boolean large = root.limit() >= ROOT_HEADER_BYTES + INDEX_HEADER_BYTES && (root.get(28) & 1) != 0;
        return large && isInBlocks(files, root.getInt(8));
    }

    /** All blocks, also those no longer in the tree: names left over there lead to records that are other files' now. */
    private static boolean isInBlocks(NtfsFiles files, int blockBytes) throws IOException {
        BlockSource blocks = files.attribute(ROOT_RECORD, NtfsAttribute.INDEX_ALLOCATION, INDEX);
        if (blockBytes < 512 || blockBytes > MOST_BLOCK_BYTES || Integer.bitCount(blockBytes) != 1) {
            throw Block.littleEndian(blocks, 0, 4)
                    .damaged(
                            0,
                            "the root folder has blocks of %d bytes".formatted(blockBytes),
                            "Run 'chkdsk /f' on it, or copy all its blocks.");
        }
        for (long at = 0; at <= blocks.size() - blockBytes; at += blockBytes) {
            Block raw = Block.littleEndian(blocks, at, blockBytes);
            Optional<ByteBuffer> block = Fixups.undone(raw.slice(0, blockBytes), "INDX");
            Optional<Long> file = block.flatMap(bytes -> among(bytes, BLOCK_HEADER_BYTES));
            if (file.isPresent() && isHibernated(files, file.get())) {
                return true;
            }
        }
        return false;
    }

    /** The reference of the file among the entries behind an index header. */
    private static Optional<Long> among(ByteBuffer bytes, int headerAt) {
        long at = headerAt + (bytes.getInt(headerAt) & 0xffff_ffffL);
        while (at <= bytes.limit() - NAME_AT) {
            int entry = (int) at;
            int length = bytes.getShort(entry + 8) & 0xffff;
            if ((bytes.getShort(entry + 12) & LAST_ENTRY) != 0 || length < NAME_AT) {
                return Optional.empty();
            }
            if (name(bytes, entry + NAME_AT).equalsIgnoreCase(FILE)) {
                return Optional.of(bytes.getLong(entry));
            }
            at += length;
        }
        return Optional.empty();
    }

    private static String name(ByteBuffer bytes, int at) {
        if (at > bytes.limit() - NAME_BYTES) {
            return "";
        }
        byte[] name = new byte[2 * (bytes.get(at + 64) & 0xff)];
        if (name.length > bytes.limit() - at - NAME_BYTES) {
            return "";
        }
        bytes.get(at + NAME_BYTES, name);
        return new String(name, StandardCharsets.UTF_16LE);
    }

    private static boolean isHibernated(NtfsFiles files, long reference) throws IOException {
        long number = reference & NtfsRecord.REFERENCE_MASK;
        NtfsRecord record = files.record(number);
        if (!record.inUse() || record.sequence() != reference >>> 48) {
            return false;
        }
        BlockSource file = files.attribute(number, NtfsAttribute.DATA, "");
        return file.size() >= 4
                && Block.littleEndian(file, 0, 4).ascii(0, 4, "signature").equalsIgnoreCase("hibr");
    }

    private static ByteBuffer whole(BlockSource source) throws IOException {
        int most = (int) Math.min(source.size(), MOST_BLOCK_BYTES);
        ByteBuffer bytes = ByteBuffer.allocate(most);
        source.read(0, bytes);
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }
}
