package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.p2vworkbench.converter.copy.DiskProgress;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.image.raw.HoleMap;

/**
 * Many machines, some at a time; what happens to one does not touch the others.
 *
 * <p>All are assessed before the first is copied: then the whole amount is known, and a dry run is this and no more.
 */
public final class Batch {

    private final ConvertOptions options;
    private final HoleMap holes;
    private final String program;
    private final Clock clock;
    private final List<Ready> ready = new ArrayList<>();
    private final List<MachineOutcome> failed = new ArrayList<>();

    /** A machine with its plan. */
    private record Ready(MachineSource source, MachinePlan plan, List<DiskProgress> progress) {}

    public Batch(ConvertOptions options, HoleMap holes, String program, Clock clock) {
        this.options = options;
        this.holes = holes;
        this.program = program;
        this.clock = clock;
    }

    /** Opens every source and makes its plan; those that cannot be opened have failed. */
    public void assess(FoundSources found) {
        for (FoundSources.Failure failure : found.failures()) {
            failed.add(MachineOutcome.failed(failure.name(), folder(failure.name()), failure.cause(), 0));
        }
        for (MachineSource source : found.machines()) {
            try {
                MachinePlan plan = new Assess(source, new MachineFolder(folder(source.name())), options).run();
                List<DiskProgress> progress = plan.disks().stream()
                        .map(disk -> new DiskProgress(source.name(), disk.name(), disk.readBytes(), clock))
                        .toList();
                ready.add(new Ready(source, plan, progress));
            } catch (IOException | RuntimeException failure) {
                failed.add(MachineOutcome.failed(source.name(), folder(source.name()), failure, 0));
            }
        }
    }

    private Path folder(String machine) {
        return options.store().resolve(machine).toAbsolutePath().normalize();
    }

    public List<MachinePlan> plans() {
        return ready.stream().map(Ready::plan).toList();
    }

    /** Room that the copies will take yet, as far as that is known: nobody knows how well something compresses. */
    public long neededBytes() throws IOException {
        long needed = 0;
        for (Ready one : ready) {
            needed +=
                    new FreeSpace(options.store(), new MachineFolder(one.plan().folder())).needed(one.plan(), options);
        }
        return needed;
    }

    /** Those that will overwrite devices. */
    public List<MachinePlan> overwriting() {
        return plans().stream()
                .filter(plan ->
                        plan.disks().stream().anyMatch(disk -> disk.device().isPresent()))
                .filter(plan -> !new MachineFolder(plan.folder()).isFinished())
                .toList();
    }

    /** What could not even be assessed. */
    public List<MachineOutcome> failed() {
        return List.copyOf(failed);
    }

    /** Every disk of every machine, to be watched while {@link #run} runs. */
    public List<DiskProgress> progress() {
        return ready.stream().flatMap(one -> one.progress().stream()).toList();
    }

    /** Who is told of each machine as it ends. */
    public interface Listener {
        void ended(MachineOutcome outcome);

        /** What a machine's conversion does now, where that takes a while and moves no bytes. */
        default void told(String machine, String what) {}
    }

    /** Converts all that are ready; an interrupt stops them all, resumable, and each that has not ended is told of too. */
    public List<MachineOutcome> run(Listener listener) throws InterruptedException {
        List<MachineOutcome> outcomes = new ArrayList<>(failed);
        failed.forEach(listener::ended);
        Set<String> ended = new HashSet<>();
        ExecutorService jobs = Executors.newFixedThreadPool(options.jobs());
        try {
            ExecutorCompletionService<MachineOutcome> ending = new ExecutorCompletionService<>(jobs);
            ready.forEach(one -> ending.submit(job(one, listener)));
            for (int i = 0; i < ready.size(); i++) {
                MachineOutcome outcome = ending.take().get();
                outcomes.add(outcome);
                ended.add(outcome.machine());
                listener.ended(outcome);
            }
            return outcomes;
        } catch (ExecutionException | InterruptedException failure) {
            stop(jobs);
            if (failure.getCause() != null && !(failure.getCause() instanceof InterruptedException)) {
                throw new IllegalStateException("a job ended without an outcome", failure.getCause());
            }
            InterruptedException interrupt = new InterruptedException("interrupted by the operator");
            ready.stream()
                    .filter(one -> !ended.contains(one.source().name()))
                    .forEach(one -> listener.ended(MachineOutcome.failed(
                            one.source().name(), one.plan().folder(), interrupt, 0)));
            throw interrupt;
        } finally {
            stop(jobs);
        }
    }

    /** Waits until every job has left resumable state behind, however long its storage takes. */
    private static void stop(ExecutorService jobs) {
        jobs.shutdownNow();
        boolean interrupted = false;
        while (!jobs.isTerminated()) {
            try {
                jobs.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Callable<MachineOutcome> job(Ready one, Listener listener) {
        return () -> {
            long begun = System.nanoTime();
            try {
                return new Conversion(
                                one.source(),
                                one.plan(),
                                options,
                                one.progress(),
                                holes,
                                program,
                                clock,
                                line -> listener.told(one.source().name(), line))
                        .run();
            } catch (IOException | RuntimeException failure) {
                return failed(one, failure, begun);
            } catch (OutOfMemoryError | StackOverflowError failure) {
                // Some image brought this about; the others can do without what it took.
                return failed(one, new IllegalStateException(failure.toString(), failure), begun);
            } finally {
                one.progress().forEach(DiskProgress::stop);
            }
        };
    }

    private static MachineOutcome failed(Ready one, Exception failure, long begunNanos) {
        double seconds = (System.nanoTime() - begunNanos) / 1e9;
        return MachineOutcome.failed(one.source().name(), one.plan().folder(), failure, seconds);
    }
}
