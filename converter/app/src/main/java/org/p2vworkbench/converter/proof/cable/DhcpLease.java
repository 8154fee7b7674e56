package org.p2vworkbench.converter.proof.cable;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Lends addresses of 192.0.2.0/24, which is nobody's (RFC 5737), for a day (RFC 2131): no name server and no way out but one
 * that leads nowhere.
 */
final class DhcpLease {

    /** The far end itself, on that network. */
    static final int SERVER = 0xc000_02fe;

    private static final int SERVER_PORT = 67;
    private static final int CLIENT_PORT = 68;
    private static final int UDP_BYTES = 8;

    /** RFC 2131, section 2: the fixed part, up to the options. */
    private static final int OPTIONS_AT = 240;

    private static final int HARDWARE_AT = 28;
    private static final int COOKIE_AT = 236;
    private static final int COOKIE = 0x6382_5363;

    /** RFC 951, section 3: what an old client counts on. */
    private static final int LEAST_BYTES = 300;

    private static final int DAY_SECONDS = 86_400;

    /** RFC 2132, sections 3 and 9. */
    private static final int MASK = 1;

    private static final int ROUTER = 3;
    private static final int WANTED = 50;
    private static final int LEASE_TIME = 51;
    private static final int TYPE = 53;
    private static final int SERVER_IDENTIFIER = 54;
    private static final int END = 255;

    private static final int DISCOVER = 1;
    private static final int OFFER = 2;
    private static final int REQUEST = 3;
    private static final int ACKNOWLEDGED = 5;
    private static final int REFUSED = 6;

    private static final int FIRST = 10;

    private final int address;

    /** @param card the number of the machine's card: each gets an address of its own */
    DhcpLease(int card) {
        this.address = (SERVER & ~0xff) + FIRST + card;
    }

    /** The answer to a client; none when that asks for nothing, or another server. */
    Optional<IpPacket> answer(IpPacket packet) {
        byte[] bytes = packet.payload();
        ByteBuffer message = ByteBuffer.wrap(bytes);
        if (packet.protocol() != IpPacket.UDP
                || bytes.length < UDP_BYTES + OPTIONS_AT
                || message.getShort(2) != SERVER_PORT
                || message.getInt(UDP_BYTES + COOKIE_AT) != COOKIE) {
            return Optional.empty();
        }
        int type = option(message, TYPE, 1).orElse(0);
        if (type == DISCOVER) {
            return Optional.of(reply(message, OFFER));
        }
        if (type != REQUEST || option(message, SERVER_IDENTIFIER, 4).orElse(SERVER) != SERVER) {
            return Optional.empty();
        }
        int had = message.getInt(UDP_BYTES + 12);
        int wanted = option(message, WANTED, 4).orElse(had);
        return Optional.of(reply(message, wanted == address ? ACKNOWLEDGED : REFUSED));
    }

    private static Optional<Integer> option(ByteBuffer message, int code, int length) {
        int at = UDP_BYTES + OPTIONS_AT;
        while (at < message.limit() && (message.get(at) & 255) != END) {
            if (message.get(at) == 0) {
                at++;
                continue;
            }
            int valueAt = at + 2;
            if (valueAt > message.limit() || valueAt + (message.get(at + 1) & 255) > message.limit()) {
                return Optional.empty();
            }
            int bytes = message.get(at + 1) & 255;
            if ((message.get(at) & 255) == code && bytes == length) {
                return Optional.of(length == 1 ? message.get(valueAt) & 255 : message.getInt(valueAt));
            }
            at = valueAt + bytes;
        }
        return Optional.empty();
    }

    private IpPacket reply(ByteBuffer request, int type) {
        ByteBuffer reply = ByteBuffer.allocate(UDP_BYTES + LEAST_BYTES);
        reply.putShort((short) SERVER_PORT).putShort((short) CLIENT_PORT);
        // A sum of nought is none (RFC 768).
        reply.putShort((short) reply.capacity()).putShort((short) 0);
        // A reply, over Ethernet.
        reply.putInt(0x0201_0600);
        reply.putInt(request.getInt(UDP_BYTES + 4)).putInt(request.getInt(UDP_BYTES + 8));
        reply.putInt(0).putInt(type == REFUSED ? 0 : address).putInt(SERVER);
        for (int i = 0; i < 16; i++) {
            reply.put(UDP_BYTES + HARDWARE_AT + i, request.get(UDP_BYTES + HARDWARE_AT + i));
        }
        reply.position(UDP_BYTES + COOKIE_AT);
        reply.putInt(COOKIE);
        reply.put((byte) TYPE).put((byte) 1).put((byte) type);
        put(reply, SERVER_IDENTIFIER, SERVER);
        if (type != REFUSED) {
            put(reply, LEASE_TIME, DAY_SECONDS);
            put(reply, MASK, 0xffff_ff00);
            put(reply, ROUTER, SERVER);
        }
        reply.put((byte) END);
        return new IpPacket(SERVER, -1, IpPacket.UDP, reply.array());
    }

    private static void put(ByteBuffer options, int code, int value) {
        options.put((byte) code).put((byte) 4).putInt(value);
    }
}
