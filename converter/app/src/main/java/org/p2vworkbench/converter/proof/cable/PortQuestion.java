package org.p2vworkbench.converter.proof.cable;

import java.util.Optional;

/**
 * Does the machine answer at this port of TCP?
 *
 * @param address of the machine; empty for whichever it has
 */
public record PortQuestion(Optional<String> address, int port) {

    private static final int MOST = 65_535;

    public PortQuestion {
        address.ifPresent(Ipv4::parse);
        if (port < 1 || port > MOST) {
            throw new IllegalArgumentException("%d is no port: they go from 1 to %d".formatted(port, MOST));
        }
    }

    /**
     * @param text {@code 22} or {@code 192.168.1.10:22}
     * @throws IllegalArgumentException with what is wrong with it
     */
    public static PortQuestion parse(String text) {
        int colon = text.lastIndexOf(':');
        Optional<String> address = colon < 0 ? Optional.empty() : Optional.of(text.substring(0, colon));
        String port = text.substring(colon + 1);
        if (!port.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("'%s' is no port".formatted(port));
        }
        return new PortQuestion(address, Integer.parseInt(port));
    }

    @Override
    public String toString() {
        return address.map(known -> known + ":").orElse("") + port;
    }
}
