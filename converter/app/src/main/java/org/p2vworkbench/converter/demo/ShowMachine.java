package org.p2vworkbench.converter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Shows the machine and the folder it has become: everything about it, in files that a person can read. */
final class ShowMachine implements Step {

    @Override
    public String title() {
        return "The machine, and its folder";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        stage.type(0, "show", Estate.LINUX, "--store", stage.store());
        Path folder = stage.machine(Estate.LINUX).path();
        stage.say("  " + folder);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            stage.say("    %-32s %9d KiB  %s"
                    .formatted(folder.relativize(file), (Files.size(file) + 1023) >> 10, meaning(file)));
        }
    }

    private static String meaning(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".base.qcow2")) {
            return "the disk as it was, sealed";
        }
        if (name.endsWith(".qcow2")) {
            return "the layer that the machine writes to";
        }
        if (name.endsWith(".ledger")) {
            return "a hash of every chunk that was copied";
        }
        return switch (name) {
            case "machine.json" -> "what it was";
            case "plan.json" -> "what was planned";
            case "report.json" -> "what was done";
            case "events.jsonl" -> "when it was done";
            case "domain.xml" -> "for libvirt: virsh define domain.xml";
            case "qemu.sh" -> "the same machine without libvirt";
            default -> "";
        };
    }
}
