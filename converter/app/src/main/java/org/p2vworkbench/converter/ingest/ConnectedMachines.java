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

    /** Who is told when a machine's first lane is there. */
    public interface Listener {
        void arrived(ConnectedMachine machine);
    }

    public ConnectedMachines(Listener listener) {
        this.listener = listener;
    }

    public synchronized Optional<ConnectedMachine> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public synchronized List<ConnectedMachine> all() {
        return List.copyOf(byName.values());
    }

    /** @throws IOException when an agent of this name is at work already */
    void join(String name, Reply.Welcome welcome, AgentLane lane) throws IOException {
        ConnectedMachine machine;
        synchronized (this) {
            machine = byName.computeIfAbsent(name, ConnectedMachine::new);
        }
        boolean first = !machine.isConnected();
        if (!machine.join(welcome, lane)) {
            throw new IOException("another agent that calls itself %s is connected".formatted(name));
        }
        if (first) {
            listener.arrived(machine);
        }
    }
}
