package org.p2vworkbench.disks.raid.infer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Random arrays put to the inference; prints one table, and a line for each case that was not answered rightly. */
public final class InferenceBenchmark {

    private InferenceBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int cases = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        boolean verbose = arguments.length > 2;
        if (verbose && arguments[2].length() > 1) {
            for (String one : arguments[2].split(",")) {
                run(one.endsWith("d"), 1, Long.parseLong(one.replace("d", "")), true);
            }
            return;
        }
        for (boolean degraded : new boolean[] {false, true}) {
            run(degraded, cases / 2, first, verbose);
        }
    }

    private static void run(boolean degraded, int cases, long first, boolean verbose) throws IOException {
        int exact = 0;
        int wrongAndConfident = 0;
        int confident = 0;
        long most = 0;
        List<Double> seconds = new ArrayList<>();
        List<Double> ofSix = new ArrayList<>();
        for (long seed = first; seed < first + cases; seed++) {
            try (InferenceCase question = new InferenceCase(seed, degraded)) {
                InferenceTrial trial = InferenceTrial.of(question);
                boolean right = trial.isExact();
                exact += right ? 1 : 0;
                wrongAndConfident += trial.isWrongAndConfident() ? 1 : 0;
                confident += right && trial.confidence() > 0.9 ? 1 : 0;
                most = Math.max(most, trial.mostBytesRead());
                seconds.add(trial.seconds());
                if (question.members.size() == 6) {
                    ofSix.add(trial.seconds());
                }
                if (!right || verbose) {
                    System.out.printf(
                            "%s %s%n   -> %s%n",
                            right ? "right" : "WRONG",
                            question,
                            trial.answer().isEmpty()
                                    ? "nothing"
                                    : trial.answer().get(0).confidence() + " "
                                            + trial.answer().get(0).evidence() + " "
                                            + trial.answer().get(0).members().stream()
                                                    .map(m -> m.disk()
                                                            .map(d -> d.name())
                                                            .orElse("-"))
                                                    .toList());
                }
            }
        }
        System.out.printf(
                "%s: %d cases, exact %.1f %%, of all right and confidence > 0.9 %.1f %%, wrong with confidence > 0.9: %d, most bytes read of a member %.1f MiB, median %.2f s, of 6 members %.2f s%n",
                degraded ? "degraded" : "complete",
                cases,
                100.0 * exact / cases,
                100.0 * confident / cases,
                wrongAndConfident,
                most / 1048576.0,
                median(seconds),
                median(ofSix));
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? 0 : values.stream().sorted().toList().get(values.size() / 2);
    }
}
