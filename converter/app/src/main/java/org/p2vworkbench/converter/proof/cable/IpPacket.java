package org.p2vworkbench.converter.proof.cable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** A packet of IPv4 (RFC 791, section 3.1) that came in one piece. */
record IpPacket(int from, int to, int protocol, byte[] payload) {

    static final int TCP = 6;
    static final int UDP = 17;

    private static final int HEADER_BYTES = 20;
    private static final int VERSION_AND_WORDS = 0x45;
    private static final int MORE_FRAGMENTS_OR_OFFSET = 0x3fff;
    private static final int TIME_TO_LIVE = 64;

    static Optional<IpPacket> read(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] >>> 4 != 4) {
            return Optional.empty();
        }
        ByteBuffer packet = ByteBuffer.wrap(bytes);
        int header = (bytes[0] & 15) * 4;
        int total = packet.getShort(2) & 0xffff;
        boolean piece = (packet.getShort(6) & MORE_FRAGMENTS_OR_OFFSET) != 0;
        if (header < HEADER_BYTES || total < header || total > bytes.length || piece) {
            return Optional.empty();
        }
        return Optional.of(new IpPacket(
                packet.getInt(12), packet.getInt(16), bytes[9] & 255, Arrays.copyOfRange(bytes, header, total)));
    }

    byte[] bytes() {
        ByteBuffer packet = ByteBuffer.allocate(HEADER_BYTES + payload.length);
        packet.put((byte) VERSION_AND_WORDS).put((byte) 0).putShort((short) packet.capacity());
        packet.putInt(0).put((byte) TIME_TO_LIVE).put((byte) protocol).putShort((short) 0);
        packet.putInt(from).putInt(to);
        int sum = Ipv4.checksum(0, Arrays.copyOf(packet.array(), HEADER_BYTES));
        return packet.putShort(10, (short) ~sum).put(payload).array();
    }

    /** What TCP and UDP sum up before their own bytes (RFC 9293, section 3.1). */
    int sumOfPseudoHeader() {
        return Ipv4.checksum(
                0,
                ByteBuffer.allocate(12)
                        .putInt(from)
                        .putInt(to)
                        .putShort((short) protocol)
                        .putShort((short) payload.length)
                        .array());
    }
}
