package org.p2vworkbench.converter.cli;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.inspect.Inspection;
import org.p2vworkbench.converter.inspect.Node;
import org.p2vworkbench.disks.Structure;

/** Shows a machine that was looked at, as a tree for people or as one JSON document. */
final class InspectPrinter {

    private final Console console;

    InspectPrinter(Console console) {
        this.console = console;
    }

    /** A machine, as {@code --json} prints it. Guests are not looked for yet, so there are none. */
    record MachineObject(
            Node.Kind kind,
            String name,
            String input,
            long offset,
            long size,
            String type,
            Optional<Long> usedBytes,
            Optional<Boolean> clean,
            String description,
            List<String> findings,
            Optional<String> error,
            int exitCode,
            List<NodeObject> children,
            List<Object> guests) {}

    /** What is below it. */
    record NodeObject(
            Node.Kind kind,
            String name,
            long offset,
            long size,
            String type,
            Optional<Long> usedBytes,
            Optional<Boolean> clean,
            String description,
            String label,
            String uuid,
            List<String> findings,
            Optional<String> error,
            List<Structure> structures,
            List<NodeObject> children) {}

    void print(Node machine, String input) {
        if (console.json()) {
            console.resultAsJson(object(machine, input));
        } else {
            InspectTree.lines(machine, input).forEach(console::result);
        }
    }

    private static MachineObject object(Node machine, String input) {
        ExitCode ended = Inspection.failures(machine).stream()
                .findFirst()
                .map(ExitCode::of)
                .orElse(ExitCode.DONE);
        return new MachineObject(
                machine.kind(),
                machine.name(),
                input,
                machine.offset(),
                machine.sizeBytes(),
                machine.type(),
                machine.usedBytes(),
                machine.clean(),
                machine.description(),
                machine.findings(),
                error(machine),
                ended.number(),
                machine.children().stream().map(InspectPrinter::object).toList(),
                List.of());
    }

    private static NodeObject object(Node node) {
        return new NodeObject(
                node.kind(),
                node.name(),
                node.offset(),
                node.sizeBytes(),
                node.type(),
                node.usedBytes(),
                node.clean(),
                node.description(),
                node.label(),
                node.uuid(),
                node.findings(),
                error(node),
                node.structures(),
                node.children().stream().map(InspectPrinter::object).toList());
    }

    private static Optional<String> error(Node node) {
        return node.failure().map(failure -> FailurePrinter.message(ExitCode.of(failure), failure));
    }
}
