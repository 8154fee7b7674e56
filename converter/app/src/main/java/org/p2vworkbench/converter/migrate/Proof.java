package org.p2vworkbench.converter.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.converter.convert.Prove;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.converter.ingest.ConnectedMachine;
import org.p2vworkbench.converter.ingest.RemoteDisk;
import org.p2vworkbench.converter.proof.BootProof;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.store.MachineFolder;

/** Boots a connected machine from the disks at the far end of SSH. */
public final class Proof {

    private final ConnectedMachine machine;
    private final ProofOptions options;
    private final Path store;
    private final Consumer<String> story;

    /** @param story throws {@link UncheckedIOException} when nobody listens any more; that ends the proof */
    public Proof(ConnectedMachine machine, ProofOptions options, Path store, Consumer<String> story) {
        this.machine = machine;
        this.options = options;
        this.store = store;
        this.story = story;
    }

    public BootProof.Result run() throws IOException, InterruptedException {
        machine.tell(new Request.Lanes(machine.advisedLanes()));
        MachineFolder folder = new MachineFolder(store.resolve(machine.name()));
        AgentMachine agent = AgentMachine.of(machine, RemoteDisk.Patience.OF_A_LOOK, KnownDisks.in(folder));
        FoundSources named = new FoundSources(List.of(agent.source()), List.of(), List.of(), List.of());
        FoundSources found = options.sets().of(named);
        found.notes().forEach(story);
        if (found.machines().isEmpty()) {
            throw found.failures().get(0).cause();
        }
        try {
            BootProof.Result result = new Prove(
                            found.machines().get(0),
                            options.terms(),
                            folder,
                            machine::wireBytes,
                            Clock.systemUTC(),
                            story)
                    .run();
            if (!result.verdict().good()) {
                demandThere();
            }
            return result;
        } catch (UncheckedIOException nobodyListens) {
            throw nobodyListens.getCause();
        } catch (SourceUnreachableException away) {
            throw away;
        } catch (IOException failed) {
            // What a guest or the appliance says of a disk that went away explains nothing.
            demandThere();
            throw failed;
        }
    }

    private void demandThere() throws SourceUnreachableException {
        if (!machine.isConnected()) {
            throw new SourceUnreachableException(
                    machine.name(),
                    "its agent went away while the machine was booting from its disks",
                    "Look at the old machine and its network, start the agent again, and prove it once more.");
        }
    }
}
