package org.p2vworkbench.converter.proof.cable;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Who has an address: RFC 826, for IPv4 over Ethernet. */
record ArpPacket(int operation, long fromHardware, int fromAddress, long toHardware, int toAddress) {

    static final int REQUEST = 1;
    static final int REPLY = 2;

    private static final int BYTES = 28;

    /** Ethernet, IPv4, and how long their addresses are. */
    private static final long OF_IPV4_OVER_ETHERNET = 0x0001_0800_0604L;

    static Optional<ArpPacket> read(byte[] bytes) {
        if (bytes.length < BYTES) {
            return Optional.empty();
        }
        ByteBuffer packet = ByteBuffer.wrap(bytes);
        if (hardware(packet) != OF_IPV4_OVER_ETHERNET) {
            return Optional.empty();
        }
        int operation = packet.getShort() & 0xffff;
        return Optional.of(
                new ArpPacket(operation, hardware(packet), packet.getInt(), hardware(packet), packet.getInt()));
    }

    private static long hardware(ByteBuffer packet) {
        return (long) (packet.getShort() & 0xffff) << 32 | packet.getInt() & 0xffff_ffffL;
    }

    byte[] bytes() {
        ByteBuffer packet = ByteBuffer.allocate(BYTES);
        Frame.put(packet, OF_IPV4_OVER_ETHERNET);
        packet.putShort((short) operation);
        Frame.put(packet, fromHardware);
        packet.putInt(fromAddress);
        Frame.put(packet, toHardware);
        return packet.putInt(toAddress).array();
    }
}
