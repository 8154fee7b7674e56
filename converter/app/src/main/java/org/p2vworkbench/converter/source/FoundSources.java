package org.p2vworkbench.converter.source;

import java.io.IOException;
import java.util.List;

/**
 * What the operator's inputs hold.
 *
 * @param failures inputs that could not be read; the others are not affected
 * @param notes inputs that were passed over, and why
 * @param warnings why a copy may not hold together
 */
public record FoundSources(
        List<MachineSource> machines, List<Failure> failures, List<String> notes, List<String> warnings) {

    public FoundSources {
        machines = List.copyOf(machines);
        failures = List.copyOf(failures);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /** An input that could not be read, with a name for its line in the summary. */
    public record Failure(String name, String input, IOException cause) {}

    /**
     * The same with the one machine named by the operator.
     *
     * @throws IllegalArgumentException when there is not exactly one machine, or the name is not fit for a folder
     */
    public FoundSources named(String name) {
        if (machines.size() + failures.size() != 1) {
            throw new IllegalArgumentException("a name can be given to one machine; the inputs hold %d"
                    .formatted(machines.size() + failures.size()));
        }
        if (!name.equals(MachineNames.plain(name))) {
            throw new IllegalArgumentException(
                    "'%s' is no name for a machine folder; '%s' would be".formatted(name, MachineNames.plain(name)));
        }
        return new FoundSources(
                machines.stream().map(machine -> machine.named(name)).toList(), failures, notes, warnings);
    }
}
