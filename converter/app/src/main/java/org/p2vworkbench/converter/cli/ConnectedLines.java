package org.p2vworkbench.converter.cli;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.converter.serve.ConnectedView;
import org.p2vworkbench.converter.serve.LayerView;

/** A connected machine for people: what it is, then a tree of what lies on its disks. */
final class ConnectedLines {

    private ConnectedLines() {}

    static List<String> of(ConnectedView view) {
        List<String> lines = new ArrayList<>();
        add(lines, "machine", view.machine());
        add(lines, "connected", "%s, %d lane(s)".formatted(view.agent(), view.lanes()));
        add(lines, "firmware", view.hardware().firmware().isUefi() ? "UEFI" : "BIOS");
        add(lines, "processors", Integer.toString(view.hardware().cpu().count()));
        add(lines, "memory", Amounts.bytes(view.hardware().memoryBytes()));
        view.hardware()
                .nics()
                .forEach(nic ->
                        add(lines, "network", nic.mac().map(Object::toString).orElse("no fixed address")));
        view.migration().ifPresent(now -> add(lines, "migration", FollowedMigration.line(now)));
        view.notes().forEach(note -> add(lines, "note", note));
        view.disks().forEach(disk -> tree(lines, disk, ""));
        return lines;
    }

    private static void tree(List<String> lines, LayerView layer, String indent) {
        if (layer.kind().equals("image")) {
            // Of a disk over SSH it says nothing that the disk does not.
            return;
        }
        String used = layer.usedBytes()
                .map(bytes -> ", %s used".formatted(Amounts.bytes(bytes)))
                .orElse("");
        String clean = layer.clean().map(yes -> yes ? ", clean" : ", not clean").orElse("");
        String words = "%s %s  %s  %s%s%s  %s"
                .formatted(
                        layer.kind(),
                        layer.name(),
                        layer.type(),
                        Amounts.bytes(layer.size()),
                        used,
                        clean,
                        layer.description());
        lines.add(indent + Harmless.text(words.strip()));
        layer.findings().forEach(finding -> lines.add(indent + "  ! " + Harmless.text(finding)));
        layer.error().ifPresent(error -> lines.add(indent + "  ! " + Harmless.text(error)));
        layer.children().forEach(child -> tree(lines, child, indent + "  "));
    }

    private static void add(List<String> lines, String what, String value) {
        lines.add("%-11s %s".formatted(what, Harmless.text(value)));
    }
}
