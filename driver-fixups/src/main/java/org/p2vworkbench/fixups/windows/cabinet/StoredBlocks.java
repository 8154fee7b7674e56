package org.p2vworkbench.fixups.windows.cabinet;

/** Blocks that are as they are. */
final class StoredBlocks implements Unpacker {

    @Override
    public void unpack(byte[] packed, byte[] into, int length) throws MalformedBlockException {
        if (packed.length != length) {
            throw new MalformedBlockException(
                    "a block of %d bytes, not compressed, should unpack to %d".formatted(packed.length, length));
        }
        System.arraycopy(packed, 0, into, 0, length);
    }
}
