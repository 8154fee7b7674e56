package org.p2vworkbench.converter.migrate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.converter.convert.Batch;
import org.p2vworkbench.converter.convert.MachineOutcome;
import org.p2vworkbench.converter.convert.SecondPass;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.Failure;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.files.LostFiles;
import org.p2vworkbench.converter.ingest.ConnectedMachine;
import org.p2vworkbench.converter.ingest.Limits;
import org.p2vworkbench.converter.ingest.RemoteDisk;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.reporting.MachineReport;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.store.MachineFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One machine from its agent into the store. The same again goes on where the last one stopped. */
public final class Migration {

    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

    private final ConnectedMachine machine;
    private final MigrationOptions options;
    private final Path store;
    private final String program;
    private final Listener listener;
    private Consumer<HowFar> watcher;

    /** Whoever watches. */
    public interface Listener {
        void story(String line);

        void howFar(HowFar now);
    }

    public Migration(
            ConnectedMachine machine, MigrationOptions options, Path store, String program, Listener listener) {
        this.machine = machine;
        this.options = options;
        this.store = store;
        this.program = program;
        this.listener = listener;
        this.watcher = listener::howFar;
    }

    /** What the machine is, and what its disks hold, for somebody who wants to see it. */
    public static MachineSource look(ConnectedMachine machine) throws IOException {
        return AgentMachine.of(machine, RemoteDisk.Patience.OF_A_LOOK, KnownDisks.NONE)
                .source();
    }

    public MigrationResult run() throws IOException, InterruptedException {
        machine.bandwidth().limit(options.limits());
        machine.bandwidth().release();
        machine.tell(new Request.Lanes(machine.advisedLanes()));
        MachineFolder folder = new MachineFolder(store.resolve(machine.name()));
        AgentMachine agent = AgentMachine.of(machine, RemoteDisk.Patience.OF_A_COPY, KnownDisks.in(folder));
        MachineSource whole = agent.source();
        FoundSources named = new FoundSources(List.of(whole), List.of(), List.of(), List.of());
        FoundSources found = options.sets().of(named);
        found.notes().forEach(listener::story);
        if (found.machines().isEmpty()) {
            throw found.failures().get(0).cause();
        }
        long sourceRate = machine.sourceRate(agent.offers().get(0));
        MachineOutcome outcome;
        SurveyBeforehand survey = new SurveyBeforehand(machine, whole, folder);
        survey.start();
        try (RateSeries rates = new RateSeries(folder.ratesJson(), Clock.systemUTC())) {
            watcher = now -> {
                rates.add(now);
                listener.howFar(now);
            };
            outcome = options.delta() || SecondPass.isHalfDone(folder)
                    ? again(found, sourceRate)
                    : first(found, sourceRate);
        } finally {
            survey.await();
            machine.bandwidth().limit(Limits.NONE);
            machine.bandwidth().release();
        }
        completeReport(folder);
        MigrationResult result = MigrationResult.of(outcome);
        LOG.info("machine={} migrated status={} exit={}", machine.name(), result.status(), result.exitCode());
        farewell(outcome);
        return result;
    }

    /** With what was only known at the end; the report is there already, so that nothing of this can spoil it. */
    private void completeReport(MachineFolder folder) {
        try {
            LostFiles lost = new LostFiles(folder, listener::story);
            if (lost.areUnnamed()) {
                listener.story("looking which files lie where the disk could not be read");
                lost.name();
            }
            new MachineReport(folder).renewHtml();
        } catch (IOException | RuntimeException trouble) {
            LOG.info("machine={} its report is not complete: {}", machine.name(), trouble.getMessage());
            LOG.debug("machine={} why", machine.name(), trouble);
        }
    }

    /** A store that is full is no end: what was copied is there, and the same again goes on when there is room. */
    private MachineOutcome first(FoundSources found, long sourceRate) throws IOException, InterruptedException {
        while (true) {
            Batch batch = new Batch(options.in(store), new SparseMap(), program, Clock.systemUTC());
            batch.assess(found);
            MachineOutcome outcome;
            try (Watch watch = new Watch(machine, batch.progress(), sourceRate, watcher)) {
                watch.start();
                outcome = batch.run(ended -> {}).get(0);
            }
            Room room = Room.in(store);
            if (outcome.exitCode() != ExitCode.TARGET_STORAGE || room.isEnoughFor(batch.neededBytes())) {
                return outcome;
            }
            room.await(batch.neededBytes(), this::waitsForRoom);
        }
    }

    private void waitsForRoom(long needed, long free) {
        String text = "the store %s is full: %d MiB are needed, %d MiB are free; goes on when there is room"
                .formatted(store, needed >> 20, free >> 20);
        listener.story(text);
        try {
            machine.tell(new Request.Progress(Request.Progress.State.PAUSED, 0, 0, 0, 0, 0, "the store is full"));
        } catch (IOException away) {
            LOG.debug("machine={} is not there to be told", machine.name(), away);
        }
    }

    /** A full store is waited out here too: what has been fetched is kept, and the pass is the same one. */
    private MachineOutcome again(FoundSources found, long sourceRate) throws IOException, InterruptedException {
        while (true) {
            try {
                return secondPass(found, sourceRate);
            } catch (IOException failed) {
                Room room = Room.in(store);
                boolean storage = failed instanceof TargetStorageException || !(failed instanceof Failure);
                if (!storage || room.isEnoughFor(Room.LEAST_BYTES)) {
                    throw failed;
                }
                LOG.info("machine={} {}", machine.name(), failed.getMessage());
                room.await(Room.LEAST_BYTES, this::waitsForRoom);
            }
        }
    }

    /** What one agent's run has compared is no good to another's: the machine may have run in between. */
    private MachineOutcome secondPass(FoundSources found, long sourceRate) throws IOException, InterruptedException {
        SecondPass pass = new SecondPass(
                found.machines().get(0),
                options.in(store),
                new SecondPass.Terms(machine.session(), options.discardChanges()),
                new SparseMap(),
                program,
                Clock.systemUTC(),
                listener::story);
        try (Watch watch = new Watch(machine, pass.progress(), sourceRate, watcher)) {
            watch.start();
            return pass.run();
        }
    }

    /** An agent whose machine is whole has nothing left to do; one whose machine failed stays for the next try. */
    private void farewell(MachineOutcome outcome) {
        try {
            if (outcome.exitCode() == ExitCode.DONE || outcome.exitCode() == ExitCode.LOSSES) {
                machine.finish(new Request.Finish(outcome.exitCode().number(), words(outcome)));
            } else {
                machine.tell(new Request.Progress(
                        Request.Progress.State.IDLE, 0, 0, 0, 0, 0, "stopped; the converter's operator knows why"));
            }
        } catch (IOException away) {
            LOG.info("machine={} was not there to be told how it ended", machine.name());
        }
    }

    private static String words(MachineOutcome outcome) {
        Optional<Long> lost = outcome.disks().stream()
                .flatMap(disk -> disk.lost().stream())
                .map(range -> range.length())
                .reduce(Long::sum);
        return lost.map("all was copied but %d bytes that could not be read"::formatted)
                .orElse("all was copied");
    }
}
