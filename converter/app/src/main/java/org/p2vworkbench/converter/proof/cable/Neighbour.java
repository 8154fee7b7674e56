package org.p2vworkbench.converter.proof.cable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who sits at the far end of a cable: it learns the machine's addresses from what that sends, is everybody the machine looks
 * for, and knocks at its ports.
 */
final class Neighbour {

    /** Locally administered (IEEE 802, 8.2.2). */
    private static final long HARDWARE = 0x0250_3256_0001L;

    /** Of the dynamic ones (RFC 6335, section 6). */
    private static final int PORT = 52_007;

    private static final int SEQUENCE = 0x5032_5600;

    /** A machine that shows more is none we could tell anything about. */
    private static final int MOST_ADDRESSES = 64;

    private static final byte[] UNTAGGED = {};

    private final DhcpLease lease;
    private final Consumer<Frame> out;
    private final Map<Integer, Place> seen = new LinkedHashMap<>();
    private final Map<Door, PortAnswer.State> answers = new HashMap<>();

    /** Where an address of the machine is reached. */
    private record Place(long hardware, byte[] tag) {}

    /** A port of one of its addresses. */
    private record Door(int address, int port) {}

    /** @param out takes what goes to the machine */
    Neighbour(DhcpLease lease, Consumer<Frame> out) {
        this.lease = lease;
        this.out = out;
    }

    /** Takes what the machine sends. */
    synchronized void take(Frame frame) {
        switch (frame.type()) {
            case Frame.ARP -> ArpPacket.read(frame.payload()).ifPresent(packet -> take(frame, packet));
            case Frame.IPV4 -> IpPacket.read(frame.payload()).ifPresent(packet -> take(frame, packet));
            default -> {
                // IPv6 and the like: nobody here speaks it.
            }
        }
    }

    private void take(Frame frame, ArpPacket packet) {
        learn(packet.fromAddress(), frame);
        boolean probing = packet.fromAddress() == 0;
        // One that looks for itself wants to hear that nobody else has its address (RFC 5227, section 2.1).
        boolean forItself =
                probing || packet.fromAddress() == packet.toAddress() || seen.containsKey(packet.toAddress());
        if (packet.operation() == ArpPacket.REQUEST && !forItself) {
            ArpPacket reply = new ArpPacket(
                    ArpPacket.REPLY, HARDWARE, packet.toAddress(), packet.fromHardware(), packet.fromAddress());
            out.accept(new Frame(frame.from(), HARDWARE, frame.tag(), Frame.ARP, reply.bytes()));
        }
    }

    private void take(Frame frame, IpPacket packet) {
        learn(packet.from(), frame);
        lease.answer(packet)
                .ifPresent(reply ->
                        out.accept(new Frame(Frame.EVERYBODY, HARDWARE, frame.tag(), Frame.IPV4, reply.bytes())));
        if (packet.protocol() == IpPacket.TCP) {
            TcpSegment.read(packet.payload()).ifPresent(segment -> take(packet, segment));
        }
    }

    private void learn(int address, Frame frame) {
        if (Ipv4.isOfAMachine(address) && (seen.size() < MOST_ADDRESSES || seen.containsKey(address))) {
            seen.put(address, new Place(frame.from(), frame.tag()));
        }
    }

    private void take(IpPacket packet, TcpSegment segment) {
        boolean answer = segment.toPort() == PORT
                && segment.acknowledged() == SEQUENCE + 1
                && packet.to() == Ipv4.besides(packet.from());
        if (!answer) {
            return;
        }
        Door door = new Door(packet.from(), segment.fromPort());
        if (segment.has(TcpSegment.RST)) {
            answers.putIfAbsent(door, PortAnswer.State.CLOSED);
        } else if (segment.has(TcpSegment.SYN | TcpSegment.ACK)) {
            answers.put(door, PortAnswer.State.OPEN);
            send(packet.from(), new TcpSegment(PORT, segment.fromPort(), SEQUENCE + 1, 0, TcpSegment.RST));
        }
    }

    /** The addresses the machine has shown. */
    synchronized List<Integer> addresses() {
        return List.copyOf(seen.keySet());
    }

    /** Asks for somebody, in nobody's name: that is answered whatever network the answering one is on. */
    synchronized void lookFor(int address) {
        ArpPacket probe = new ArpPacket(ArpPacket.REQUEST, HARDWARE, 0, 0, address);
        out.accept(new Frame(Frame.EVERYBODY, HARDWARE, UNTAGGED, Frame.ARP, probe.bytes()));
    }

    /** Begins a connection that is given up as soon as it is there. */
    synchronized void knock(int address, int port) {
        send(address, new TcpSegment(PORT, port, SEQUENCE, 0, TcpSegment.SYN));
    }

    private void send(int address, TcpSegment segment) {
        Place place = seen.get(address);
        if (place != null) {
            IpPacket packet = segment.between(Ipv4.besides(address), address);
            out.accept(new Frame(place.hardware, HARDWARE, place.tag, Frame.IPV4, packet.bytes()));
        }
    }

    synchronized Optional<PortAnswer.State> answer(int address, int port) {
        return Optional.ofNullable(answers.get(new Door(address, port)));
    }
}
