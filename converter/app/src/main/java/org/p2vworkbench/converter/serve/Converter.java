package org.p2vworkbench.converter.serve;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.api.ApiServer;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.ingest.AgentServer;
import org.p2vworkbench.converter.ingest.Bandwidth;
import org.p2vworkbench.converter.ingest.ConnectedMachine;
import org.p2vworkbench.converter.ingest.ConnectedMachines;
import org.p2vworkbench.converter.ingest.Limits;
import org.p2vworkbench.converter.inspect.Inspection;
import org.p2vworkbench.converter.migrate.HowFar;
import org.p2vworkbench.converter.migrate.Migration;
import org.p2vworkbench.converter.migrate.MigrationOptions;
import org.p2vworkbench.converter.migrate.MigrationResult;
import org.p2vworkbench.converter.migrate.Proof;
import org.p2vworkbench.converter.migrate.ProofOptions;
import org.p2vworkbench.converter.proof.BootProof;
import org.p2vworkbench.converter.raid.MemberDisks;
import org.p2vworkbench.converter.raid.RaidView;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineState;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the connections of the agents, and runs the migrations that commands ask for. */
public final class Converter implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Converter.class);

    private final Path store;
    private final Terms terms;
    private final StoreLock lock;
    private final ConnectedMachines machines;
    private final AgentServer agents;
    private final ApiServer api;
    private final Map<String, Running> running = new HashMap<>();

    /**
     * Under what it runs.
     *
     * @param auto whether every machine is copied as soon as it comes
     * @param limits over the wire, of all machines together
     * @param program name and version
     */
    public record Terms(String bind, int sshPort, boolean auto, Limits limits, String program) {}

    public Converter(Path store, Terms terms) throws IOException {
        this.store = store.toAbsolutePath().normalize();
        this.terms = terms;
        Files.createDirectories(this.store);
        lock = StoreLock.on(this.store);
        try {
            machines = new ConnectedMachines(this::arrived, new Bandwidth(terms.limits(), Clock.systemDefaultZone()));
            agents = AgentServer.start(
                    terms.bind(),
                    terms.sshPort(),
                    AgentServer.Files.below(this.store.resolve(".p2v")),
                    machines,
                    terms.program(),
                    Clock.systemUTC());
            api = ApiServer.start(this.store, this::answer);
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /** Where agents find it. */
    public int sshPort() {
        return agents.port();
    }

    /** On the thread of a lane's greeting. */
    private void arrived(ConnectedMachine machine) {
        if (!terms.auto() && !machine.startWanted()) {
            LOG.info("machine={} waits for 'p2v migrate {}'", machine.name(), machine.name());
            return;
        }
        migration(machine, MigrationOptions.USUAL);
    }

    private Object answer(ApiRequest request, ApiServer.Asker asker) throws IOException, InterruptedException {
        return switch (request.command()) {
            case "machines" -> states();
            case "show" -> view(connected(request.machine()));
            case "survey" -> survey(request, asker, Surveyor.Inside.IF_NEEDED);
            case "survey-inside" -> survey(request, asker, Surveyor.Inside.YES);
            case "survey-outside" -> survey(request, asker, Surveyor.Inside.NO);
            case "raid" -> sets(connected(request.machine()));
            case "prove" -> prove(request, asker);
            case "migrate" -> migrate(request, asker);
            case "cancel" -> cancel(request.machine());
            case "pause" -> pause(request.machine());
            default ->
                throw new UsageException(
                        request.command(), "is nothing this converter knows", "Use the p2v that it was started with.");
        };
    }

    private ConnectedMachine connected(String name) throws SourceUnreachableException {
        return machines.named(name)
                .filter(ConnectedMachine::isConnected)
                .orElseThrow(() -> new SourceUnreachableException(
                        name,
                        "no agent of this name is connected",
                        "Start 'p2v agent' on it; 'p2v machines' lists those that are there."));
    }

    private BootProof.Result prove(ApiRequest request, ApiServer.Asker asker) throws IOException, InterruptedException {
        ProofOptions options = request.proof()
                .orElseThrow(() -> new UsageException("prove", "says nothing of how", "Use 'p2v prove'."));
        return new Proof(connected(request.machine()), options, store, line -> {
                    try {
                        asker.story(line);
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    }
                })
                .run();
    }

    private MigrationResult migrate(ApiRequest request, ApiServer.Asker asker)
            throws IOException, InterruptedException {
        Optional<Running> underWay = underWay(request.machine());
        if (underWay.isPresent()) {
            resume(request.machine(), asker);
            asker.story("%s is being migrated already; following that".formatted(request.machine()));
            return underWay.get().follow(asker);
        }
        ConnectedMachine machine = connected(request.machine());
        return migration(machine, request.options().orElse(MigrationOptions.USUAL))
                .follow(asker);
    }

    private Running migration(ConnectedMachine machine, MigrationOptions options) {
        synchronized (running) {
            Optional<Running> underWay = underWay(machine.name());
            if (underWay.isPresent()) {
                return underWay.get();
            }
            Running one = new Running(
                    machine.name(),
                    listener -> new Migration(machine, options, store, terms.program(), listener).run());
            running.put(machine.name(), one);
            one.start();
            return one;
        }
    }

    private Optional<Running> underWay(String machine) {
        synchronized (running) {
            return Optional.ofNullable(running.get(machine)).filter(one -> !one.isOver());
        }
    }

    private Running demandUnderWay(String name) throws UsageException {
        return underWay(name)
                .orElseThrow(() ->
                        new UsageException(name, "is not being migrated", "'p2v machines' shows what is going on."));
    }

    /** Nothing more is asked of the machine until somebody migrates it again; its agent and its lanes stay. */
    private MachineState pause(String name) throws IOException {
        demandUnderWay(name);
        machines.named(name).ifPresent(machine -> machine.bandwidth().hold());
        return currentState(name);
    }

    private void resume(String name, ApiServer.Asker asker) throws IOException {
        Optional<ConnectedMachine> paused =
                machines.named(name).filter(machine -> machine.bandwidth().isHeld());
        if (paused.isPresent()) {
            paused.get().bandwidth().release();
            asker.story("%s was paused, and goes on".formatted(name));
        }
    }

    private MachineState cancel(String name) throws IOException, InterruptedException {
        demandUnderWay(name).cancel();
        return currentState(name);
    }

    private MachineState currentState(String name) throws IOException {
        return state(
                name, machines.named(name).filter(ConnectedMachine::isConnected).isPresent());
    }

    private List<MachineState> states() throws IOException {
        List<MachineState> states = new ArrayList<>();
        for (ConnectedMachine machine : machines.all()) {
            if (machine.isConnected() || underWay(machine.name()).isPresent()) {
                states.add(state(machine.name(), machine.isConnected()));
            }
        }
        return states;
    }

    private MachineState state(String name, boolean connected) throws IOException {
        Optional<Running> underWay = underWay(name);
        if (underWay.isPresent()) {
            Optional<HowFar> howFar = underWay.get().howFarItIs();
            return new MachineState(
                    name,
                    connected,
                    howFar.map(HowFar::stage).orElse("assess"),
                    howFar.map(HowFar::percent).orElse(0),
                    waitingFor(name, connected));
        }
        MachineFolder folder = new MachineFolder(store.resolve(name));
        if (Files.isRegularFile(folder.machineJson())) {
            MachineState kept = MachineState.of(folder);
            return new MachineState(name, connected, kept.stage(), kept.percent(), kept.waitingFor());
        }
        return new MachineState(name, connected, "discover", 0, Optional.of("p2v migrate " + name));
    }

    private Optional<String> waitingFor(String name, boolean connected) {
        if (!connected) {
            return Optional.of("its agent, which is away");
        }
        return machines.named(name)
                .filter(machine -> machine.bandwidth().isHeld())
                .map(paused -> "p2v migrate %s, because it is paused".formatted(name));
    }

    private ConnectedView view(ConnectedMachine machine) throws IOException {
        MachineSource source = Migration.look(machine);
        return new ConnectedView(
                machine.name(),
                machine.agent(),
                machine.laneCount(),
                source.hardware(),
                source.notes(),
                LayerView.of(new Inspection(false).of(source)).children(),
                underWay(machine.name()).flatMap(Running::howFarItIs));
    }

    private String survey(ApiRequest request, ApiServer.Asker asker, Surveyor.Inside inside) throws IOException {
        return new Surveyor(connected(request.machine()), store, asker).take(inside);
    }

    private static RaidView sets(ConnectedMachine machine) throws IOException {
        FoundSources disks = new FoundSources(List.of(Migration.look(machine)), List.of(), List.of(), List.of());
        try (MemberDisks members = MemberDisks.open(disks, Map.of())) {
            return RaidView.of(RaidDetective.standard().detect(members.disks()));
        }
    }

    /** Leaves every migration resumable. */
    @Override
    public void close() throws IOException {
        api.close();
        List<Running> all;
        synchronized (running) {
            all = List.copyOf(running.values());
        }
        try {
            for (Running one : all) {
                one.cancel();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        agents.close();
        lock.close();
    }
}
