package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The blocks of a folder, one behind the other ([MS-CAB] 2.4, CFDATA). */
final class FolderBlocks {

    private static final int HEADER_BYTES = 8;
    private static final int PACKED_LENGTH_AT = 4;
    private static final int PLAIN_LENGTH_AT = 6;

    private final CabinetWindow in;
    private final int reserve;
    private final int count;
    private int number;
    private long at;
    private long nextAt;
    private int plainLength;

    FolderBlocks(CabinetWindow in, CabinetFolder folder, int reserve) {
        this.in = in;
        this.reserve = reserve;
        this.count = folder.blocks();
        this.nextAt = folder.dataAt();
    }

    /** The bytes of the next block. */
    byte[] next() throws IOException {
        at = nextAt;
        if (number == count) {
            throw new CabinetFormatException(
                    in.name(), at, "a folder ends with its %d blocks, before its files do".formatted(count));
        }
        number++;
        ByteBuffer header = in.at(at, HEADER_BYTES + reserve, "a block's header");
        int packedLength = header.getShort(PACKED_LENGTH_AT) & 0xffff;
        plainLength = header.getShort(PLAIN_LENGTH_AT) & 0xffff;
        if (plainLength == 0) {
            throw new CabinetFormatException(in.name(), at, "a block goes on in the next cabinet of its set");
        }
        if (plainLength > CabinetFolder.MOST_BLOCK_BYTES) {
            throw new CabinetFormatException(
                    in.name(),
                    at,
                    "a block unpacks to %d bytes; %d are allowed"
                            .formatted(plainLength, CabinetFolder.MOST_BLOCK_BYTES));
        }
        byte[] head = new byte[HEADER_BYTES + reserve];
        header.get(0, head);
        byte[] packed = new byte[packedLength];
        nextAt = at + head.length + packedLength;
        in.at(at + head.length, packedLength, "a block").get(0, packed);
        check(head, packed, header.getInt(0));
        return packed;
    }

    /** What the block that was returned last unpacks to. */
    int plainLength() {
        return plainLength;
    }

    /** Where it is. */
    long at() {
        return at;
    }

    /** Zero stands for none. Whether the reserve is part of it is told differently by specification and programs. */
    private void check(byte[] head, byte[] packed, int expected) throws CabinetFormatException {
        int data = Checksum.of(packed, 0, packed.length, 0);
        int bare = Checksum.of(head, PACKED_LENGTH_AT, HEADER_BYTES, data);
        if (expected != 0 && bare != expected && Checksum.of(head, PACKED_LENGTH_AT, head.length, data) != expected) {
            throw new CabinetFormatException(
                    in.name(), at, "a block's checksum is 0x%08x, its bytes give 0x%08x".formatted(expected, bare));
        }
    }
}
