package org.p2vworkbench.converter.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.inspect.Node;
import org.p2vworkbench.disks.Field;
import org.p2vworkbench.disks.Structure;

/** A machine that was looked at, as an indented tree. Whatever came from a disk is made harmless. */
final class InspectTree {

    private final List<String> lines = new ArrayList<>();

    private InspectTree() {}

    static List<String> lines(Node machine, String input) {
        InspectTree tree = new InspectTree();
        tree.lines.add("%s  %s".formatted(Harmless.text(machine.name()), Harmless.text(input)));
        tree.inside(machine, "");
        return tree.lines;
    }

    private void inside(Node node, String indent) {
        List<Node> shown =
                node.children().stream().filter(child -> !isPlain(child, node)).toList();
        String rail = shown.isEmpty() ? "   " : "│  ";
        node.failure().ifPresent(failure -> note(indent + rail, FailurePrinter.message(ExitCode.of(failure), failure)));
        node.findings().forEach(finding -> note(indent + rail, finding));
        node.structures().forEach(structure -> dump(indent + rail, structure));
        if (node.kind() == Node.Kind.DISK && node.failure().isEmpty() && holdsNothingKnown(node)) {
            lines.add(indent + rail + "no partition table, and no filesystem that is known here");
        }
        for (int i = 0; i < shown.size(); i++) {
            boolean last = i == shown.size() - 1;
            lines.add(indent + (last ? "└─ " : "├─ ") + text(shown.get(i)));
            inside(shown.get(i), indent + (last ? "   " : "│  "));
        }
    }

    /** A disk that is one file with nothing to tell about: the line of the disk says it all. */
    private static boolean isPlain(Node node, Node disk) {
        return node.kind() == Node.Kind.IMAGE
                && node.findings().isEmpty()
                && node.structures().isEmpty()
                && disk.children().stream()
                                .filter(other -> other.kind() == Node.Kind.IMAGE)
                                .count()
                        == 1;
    }

    private static boolean holdsNothingKnown(Node disk) {
        return disk.children().stream().allMatch(child -> child.kind() == Node.Kind.IMAGE);
    }

    private void note(String indent, String text) {
        lines.add("%s! %s".formatted(indent, Harmless.text(text)));
    }

    private void dump(String indent, Structure structure) {
        lines.add("%s%s @ 0x%x: %s"
                .formatted(
                        indent,
                        Harmless.text(structure.source()),
                        structure.offset(),
                        Harmless.text(structure.title())));
        List<Field> inPlace = structure.fields().stream()
                .sorted(Comparator.comparingLong(Field::offset))
                .toList();
        for (Field field : inPlace) {
            lines.add("%s  0x%08x %4d  %-34s %s"
                    .formatted(
                            indent,
                            field.offset(),
                            field.width(),
                            Harmless.text(field.name()),
                            Harmless.text(field.value())));
        }
    }

    private static String text(Node node) {
        String name = Harmless.text(node.name());
        String type = Harmless.text(node.type());
        String size = Amounts.bytes(node.sizeBytes());
        return switch (node.kind()) {
            case MACHINE -> name;
            case DISK ->
                node.failure().isPresent()
                        ? "disk %s  cannot be read".formatted(name)
                        : "disk %s  %s, %s%s"
                                .formatted(
                                        name,
                                        type,
                                        size,
                                        node.usedBytes()
                                                .map(used -> ", %s of it allocated".formatted(Amounts.bytes(used)))
                                                .orElse(""));
            case IMAGE -> "image %s  %s, %s".formatted(name, type, size);
            case TABLE ->
                "%s partition table  %s"
                        .formatted(type.toUpperCase(Locale.ROOT), words(node.description(), node.uuid()));
            case PARTITION ->
                "%-2s %10s at %10s  %s"
                        .formatted(name, size, Amounts.bytes(node.offset()), words(partitionType(node), quoted(node)));
            case RAID ->
                "RAID set %s  %s, %s, %s"
                        .formatted(name, type.toUpperCase(Locale.ROOT), size, words(node.description(), node.uuid()));
            case GROUP -> "group %s  %s".formatted(name, words(type, node.description(), size, node.uuid()));
            case VOLUME -> "%s  %s, %s".formatted(name, size, words(type, node.description()));
            case FILESYSTEM -> words(type, node.description(), quoted(node), node.uuid(), use(node));
        };
    }

    /** The numbers of an MBR are as well known as their names; a type GUID says nothing beside its name. */
    private static String partitionType(Node node) {
        boolean named = !node.description().startsWith("unknown");
        return node.type().startsWith("0x") || !named
                ? "%s (%s)".formatted(node.description(), node.type())
                : node.description();
    }

    private static String use(Node node) {
        String used =
                node.usedBytes().map(bytes -> Amounts.bytes(bytes) + " in use").orElse("");
        return node.clean()
                .map(clean -> clean ? used : used + (used.isEmpty() ? "" : ", ") + "not clean")
                .orElse(used);
    }

    private static String quoted(Node node) {
        return node.label().isEmpty() ? "" : '"' + node.label() + '"';
    }

    private static String words(String... words) {
        return Stream.of(words)
                .filter(word -> !word.isEmpty())
                .map(Harmless::text)
                .collect(Collectors.joining(", "));
    }
}
