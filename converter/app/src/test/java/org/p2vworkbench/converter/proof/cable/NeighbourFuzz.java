package org.p2vworkbench.converter.proof.cable;

/** Entry point for a fuzzer: whatever a machine sends, its neighbour goes on. */
public final class NeighbourFuzz {

    private NeighbourFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Neighbour neighbour = new Neighbour(new DhcpLease(0), frame -> frame.bytes());
        Frame.read(data).ifPresent(neighbour::take);
        neighbour.addresses().forEach(address -> neighbour.knock(address, 22));
        Frame.read(data).ifPresent(neighbour::take);
    }
}
