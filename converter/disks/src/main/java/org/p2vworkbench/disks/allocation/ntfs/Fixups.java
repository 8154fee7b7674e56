package org.p2vworkbench.disks.allocation.ntfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Update sequence arrays ("Fixup" in the NTFS Documentation): the last two bytes of every 512 of a record are replaced
 * by a number that counts writes, and kept in an array. A torn write shows, and so does a record that never was one.
 */
final class Fixups {

    private static final int STRIDE = 512;

    private Fixups() {}

    /** The record with its own bytes back in place; empty when it has another signature or was torn. */
    static Optional<ByteBuffer> undone(byte[] raw, String signature) {
        ByteBuffer bytes = ByteBuffer.wrap(raw.clone()).order(ByteOrder.LITTLE_ENDIAN);
        if (raw.length < STRIDE || !new String(raw, 0, 4, StandardCharsets.ISO_8859_1).equals(signature)) {
            return Optional.empty();
        }
        int array = bytes.getShort(4) & 0xffff;
        int count = bytes.getShort(6) & 0xffff;
        if (count != raw.length / STRIDE + 1 || array < 8 || array + 2 * count > raw.length || array % 2 != 0) {
            return Optional.empty();
        }
        short number = bytes.getShort(array);
        for (int i = 1; i < count; i++) {
            int at = i * STRIDE - 2;
            if (bytes.getShort(at) != number) {
                return Optional.empty();
            }
            bytes.putShort(at, bytes.getShort(array + 2 * i));
        }
        return Optional.of(bytes);
    }
}
