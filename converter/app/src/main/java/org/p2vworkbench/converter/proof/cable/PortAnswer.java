package org.p2vworkbench.converter.proof.cable;

import java.util.Optional;

/**
 * What came back.
 *
 * @param address that answered, or was asked at last; empty when the machine has shown none
 */
public record PortAnswer(Optional<String> address, int port, State state) {

    /** How a port answers. */
    public enum State {
        /** A service takes connections there. */
        OPEN,
        /** The machine is there, and no service behind the port. */
        CLOSED,
        /** Nothing came back. */
        SILENT
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }
}
