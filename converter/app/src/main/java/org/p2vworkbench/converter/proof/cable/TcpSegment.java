package org.p2vworkbench.converter.proof.cable;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A segment of TCP without data, as a connection begins and is refused (RFC 9293, section 3.1). */
record TcpSegment(int fromPort, int toPort, int sequence, int acknowledged, int flags) {

    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int ACK = 0x10;

    private static final int BYTES = 20;
    private static final int WORDS = 0x50;
    private static final int WINDOW = 1024;
    private static final int CHECKSUM_AT = 16;

    static Optional<TcpSegment> read(byte[] bytes) {
        if (bytes.length < BYTES) {
            return Optional.empty();
        }
        ByteBuffer segment = ByteBuffer.wrap(bytes);
        return Optional.of(new TcpSegment(
                segment.getShort() & 0xffff,
                segment.getShort() & 0xffff,
                segment.getInt(),
                segment.getInt(),
                bytes[13] & 255));
    }

    boolean has(int wanted) {
        return (flags & wanted) == wanted;
    }

    /** On its way, with its sum. */
    IpPacket between(int from, int to) {
        ByteBuffer segment = ByteBuffer.allocate(BYTES);
        segment.putShort((short) fromPort).putShort((short) toPort);
        segment.putInt(sequence).putInt(acknowledged);
        segment.put((byte) WORDS).put((byte) flags).putShort((short) WINDOW).putInt(0);
        int pseudo = new IpPacket(from, to, IpPacket.TCP, segment.array()).sumOfPseudoHeader();
        segment.putShort(CHECKSUM_AT, (short) ~Ipv4.checksum(pseudo, segment.array()));
        return new IpPacket(from, to, IpPacket.TCP, segment.array());
    }
}
