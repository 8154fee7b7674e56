package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.p2vworkbench.agent.wire.Reply;

/** All machines whose agents have been here since the converter started. */
public final class ConnectedMachines {

    private final Map<String, ConnectedMachine> byName = new TreeMap<>();
    private final Listener listener;
    private final Bandwidth shared;

    /** Who is told when a machine's first lane is there. */
    public interface Listener {
        void arrived(ConnectedMachine machine);
    }

    /** @param shared the limit that all machines keep together */
    public ConnectedMachines(Listener listener, Bandwidth shared) {
        this.shared = shared;
        this.listener = listener;
    }

    public synchronized Optional<ConnectedMachine> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public synchronized List<ConnectedMachine> all() {
        return List.copyOf(byName.values());
    }

    /** @throws IOException when another agent of this name is at work */
    void demandRoom(String name, Reply.Welcome welcome) throws IOException {
        Optional<ConnectedMachine> there = named(name);
        if (there.isPresent()
                && there.get().isAnotherAgentsThan(welcome)
                && there.get().provesAlive()) {
            throw taken(name);
        }
    }

    /** @throws IOException when an agent of this name is at work already */
    void join(String name, Reply.Welcome welcome, AgentLane lane) throws IOException {
        ConnectedMachine machine;
        synchronized (this) {
            machine = byName.computeIfAbsent(name, unknown -> new ConnectedMachine(unknown, shared));
        }
        switch (machine.join(welcome, lane)) {
            case REFUSED -> throw taken(name);
            case FIRST -> listener.arrived(machine);
            case ONE_MORE -> {
                // It was told when the first came.
            }
        }
    }

    private static IOException taken(String name) {
        return new IOException(
                "another agent that calls itself %s is connected, or it has lanes enough".formatted(name));
    }
}
