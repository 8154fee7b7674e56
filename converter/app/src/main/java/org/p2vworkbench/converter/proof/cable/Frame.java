package org.p2vworkbench.converter.proof.cable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A frame of Ethernet (IEEE 802.3, 3.1.1), addresses as numbers of 48 bits.
 *
 * @param tag of its VLAN (IEEE 802.1Q, 9.3), as it stands in the frame; empty without one
 */
record Frame(long to, long from, byte[] tag, int type, byte[] payload) {

    static final long EVERYBODY = 0xffff_ffff_ffffL;

    static final int IPV4 = 0x0800;
    static final int ARP = 0x0806;

    private static final int TAGGED = 0x8100;
    private static final int HEADER_BYTES = 14;
    private static final int TAG_BYTES = 4;

    /** Shorter ones are filled up with zeros. */
    private static final int LEAST_BYTES = 60;

    /** What is too short to be one is nothing. */
    static Optional<Frame> read(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        long to = address(frame);
        long from = address(frame);
        byte[] tag = {};
        if (frame.getShort(frame.position()) == (short) TAGGED) {
            if (bytes.length < HEADER_BYTES + TAG_BYTES) {
                return Optional.empty();
            }
            tag = new byte[TAG_BYTES];
            frame.get(tag);
        }
        int type = frame.getShort() & 0xffff;
        return Optional.of(new Frame(to, from, tag, type, Arrays.copyOfRange(bytes, frame.position(), bytes.length)));
    }

    private static long address(ByteBuffer frame) {
        return (long) (frame.getShort() & 0xffff) << 32 | frame.getInt() & 0xffff_ffffL;
    }

    static void put(ByteBuffer frame, long address) {
        frame.putShort((short) (address >>> 32)).putInt((int) address);
    }

    byte[] bytes() {
        int length = HEADER_BYTES + tag.length + payload.length;
        ByteBuffer frame = ByteBuffer.allocate(Math.max(LEAST_BYTES, length));
        put(frame, to);
        put(frame, from);
        return frame.put(tag).putShort((short) type).put(payload).array();
    }
}
