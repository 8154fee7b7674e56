package org.p2vworkbench.disks.raid.infer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Random arrays put to the inference; prints one table, and a line for each case that was not answered rightly. */
public final class InferenceBenchmark {

    private static final int AT_ONCE = 2;

    private InferenceBenchmark() {}

    /** What is kept of a trial; its answer holds memory and files. */
    private record Outcome(
            boolean right, boolean named, double confidence, long bytesRead, double seconds, int members, String line) {

        boolean isWrongAndConfident() {
            return !right && confidence > 0.9;
        }
    }

    public static void main(String[] arguments) throws Exception {
        int cases = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            if (arguments.length > 2) {
                List<Future<Outcome>> chosen = new ArrayList<>();
                for (String one : arguments[2].split(",")) {
                    long seed = Long.parseLong(one.replace("d", ""));
                    chosen.add(workers.submit(() -> outcome(seed, one.endsWith("d"))));
                }
                print("chosen", chosen, true);
                return;
            }
            for (boolean degraded : new boolean[] {false, true}) {
                List<Future<Outcome>> drawn = new ArrayList<>();
                for (int i = 0; i < cases / 2; i++) {
                    long seed = first + i;
                    drawn.add(workers.submit(() -> outcome(seed, degraded)));
                }
                print(degraded ? "degraded" : "complete", drawn, false);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static Outcome outcome(long seed, boolean degraded) throws IOException {
        try (InferenceCase question = new InferenceCase(seed, degraded)) {
            InferenceTrial trial = InferenceTrial.of(question);
            boolean right = trial.isExact();
            String answer = trial.answer().isEmpty()
                    ? "nothing"
                    : "%.2f %s %s"
                            .formatted(
                                    trial.confidence(),
                                    trial.answer().get(0).evidence(),
                                    trial.answer().get(0).members().stream()
                                            .map(member -> member.disk()
                                                    .map(disk -> disk.name())
                                                    .orElse("-"))
                                            .toList());
            return new Outcome(
                    right,
                    right && trial.hasSameName(),
                    trial.confidence(),
                    trial.mostBytesRead(),
                    trial.seconds(),
                    question.members.size(),
                    "%s %s%s%n   -> %s"
                            .formatted(right ? "right" : "WRONG", question, degraded ? " (degraded)" : "", answer));
        }
    }

    private static void print(String what, List<Future<Outcome>> futures, boolean all)
            throws ExecutionException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> future : futures) {
            Outcome one = future.get();
            outcomes.add(one);
            if (all || !one.right) {
                System.out.println(one.line);
            }
        }
        double cases = outcomes.size() / 100.0;
        System.out.printf(
                "%s: %d cases, exact %.1f %% (the same name too %.1f %%), exact with confidence > 0.9 %.1f %%, wrong with confidence > 0.9: %d, most bytes read of a member %.1f MiB, median %.2f s, of 6 members %.2f s%n",
                what,
                outcomes.size(),
                outcomes.stream().filter(Outcome::right).count() / cases,
                outcomes.stream().filter(Outcome::named).count() / cases,
                outcomes.stream()
                                .filter(one -> one.right && one.confidence > 0.9)
                                .count()
                        / cases,
                outcomes.stream().filter(Outcome::isWrongAndConfident).count(),
                outcomes.stream().mapToLong(Outcome::bytesRead).max().orElse(0) / 1048576.0,
                median(outcomes.stream().map(Outcome::seconds).toList()),
                median(outcomes.stream()
                        .filter(one -> one.members == 6)
                        .map(Outcome::seconds)
                        .toList()));
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? 0 : values.stream().sorted().toList().get(values.size() / 2);
    }
}
