package org.p2vworkbench.converter.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.p2vworkbench.converter.convert.MachinePlan;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.converter.store.MachineFolder;

/** Where the steps play: the folder of the demo, somebody who types, and an audience that reads along. */
final class Stage {

    static final OutsideProgram VALIDATOR = new OutsideProgram("virt-xml-validate", "libvirt-clients");

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path folder;
    private final Typist typist;
    private final Consumer<String> narration;

    Stage(Path folder, Typist typist, Consumer<String> narration) {
        this.folder = folder;
        this.typist = typist;
        this.narration = narration;
    }

    /** The old machines, as they would lie in somebody's export folder. */
    Estate estate() {
        return new Estate(folder.resolve("old"), folder.resolve("truth"));
    }

    /** Where the machine folders go. */
    Path store() {
        return folder.resolve("kvm");
    }

    MachineFolder machine(String name) {
        return new MachineFolder(store().resolve(name));
    }

    /** Where the one disk of a machine went. */
    MachinePlan.DiskPlan plan(String machine) throws IOException {
        return JsonText.read(machine(machine).planJson(), MachinePlan.class)
                .disks()
                .get(0);
    }

    void say(String line) {
        narration.accept(line);
    }

    boolean knows(String command) {
        return typist.knows(command);
    }

    /** Types a line to this program, shows it and what comes back, and expects it to end with {@code status}. */
    String type(int status, Object... arguments) throws StepFailedException, InterruptedException {
        show("p2v", arguments);
        List<String> said = new ArrayList<>();
        int ended = typist.type(strings(arguments), line -> {
            said.add(line);
            say("    " + shortened(line));
        });
        if (ended == ExitCode.INTERRUPTED.number()) {
            throw new InterruptedException("the demo was interrupted");
        }
        expect(ended == status, "'p2v %s' ended with status %d and not with %d".formatted(arguments[0], ended, status));
        return String.join("\n", said);
    }

    /** The same without showing what it prints: somebody else speaks meanwhile. */
    int typeSilently(Object... arguments) {
        return typist.type(strings(arguments), line -> {});
    }

    /** Runs a program that is none of ours, shows the line and what it says, and expects it to be content. */
    void ask(OutsideProgram program, Object... arguments) throws IOException {
        show(program.name(), arguments);
        OutsideProgram.Outcome outcome = program.attempt(LIMIT, strings(arguments));
        (outcome.output() + outcome.errors()).lines().forEach(line -> say("    " + shortened(line)));
        expect(outcome.status() == 0, "%s ended with status %d".formatted(program.name(), outcome.status()));
    }

    void show(String program, Object... arguments) {
        say("  $ " + shortened(program + " " + String.join(" ", strings(arguments))));
    }

    void expect(boolean seen, String otherwise) throws StepFailedException {
        if (!seen) {
            throw new StepFailedException("%s; all that was made is in %s".formatted(otherwise, folder));
        }
    }

    private static List<String> strings(Object... arguments) {
        return Stream.of(arguments).map(Object::toString).toList();
    }

    /** As if typed in the folder of the demo. */
    private String shortened(String line) {
        return line.replace(folder + "/", "");
    }
}
