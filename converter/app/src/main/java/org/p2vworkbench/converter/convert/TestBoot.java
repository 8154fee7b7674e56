package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.fixup.FixupFolder;
import org.p2vworkbench.converter.fixup.FixupRecord;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.libvirt.Blueprint;
import org.p2vworkbench.converter.libvirt.DiskFile;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.converter.proof.BootProof;
import org.p2vworkbench.converter.proof.BootTerms;
import org.p2vworkbench.converter.proof.Preparation;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;

/** Boots a finished machine from layers over its disks, which are thrown away: the machine is as it was afterwards. */
public final class TestBoot {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final MachineFolder folder;
    private final BootTerms terms;
    private final Clock clock;
    private final Consumer<String> story;

    public TestBoot(MachineFolder folder, BootTerms terms, Clock clock, Consumer<String> story) {
        this.folder = folder;
        this.terms = terms;
        this.clock = clock;
        this.story = story;
    }

    public BootProof.Result run() throws IOException, InterruptedException {
        if (!folder.isFinished()) {
            throw new RefusedException(
                    folder.path().toString(),
                    "is not converted to its end",
                    "Run the same 'p2v convert' or 'p2v migrate' again; it goes on where it stopped.");
        }
        MachineRecord record = JsonText.read(folder.machineJson(), MachineRecord.class);
        Blueprint machine = NewMachine.of(record, MachinePlan.of(folder), folder);
        try (BootProof.Room room = new BootProof.Room()) {
            BootProof.Result result = new BootProof(machine, terms, preparation(), story)
                    .boot(layers(machine, room.folder()), room, folder.proof(), "testboot", () -> 0);
            BootPapers.write(folder, "testboot", result, clock);
            return result;
        }
    }

    /** What the repair that its layers hold has left open. */
    private Preparation preparation() throws IOException {
        Optional<FixupRecord> repaired = new FixupFolder(folder.path()).record();
        return repaired.map(record -> new Preparation(
                        true,
                        record.changes().size(),
                        record.findings().stream()
                                .map(finding -> finding.code() + ": " + finding.text())
                                .toList()))
                .orElse(Preparation.NONE);
    }

    private static List<DiskFile> layers(Blueprint machine, Path room) throws IOException {
        List<DiskFile> layers = new ArrayList<>();
        for (DiskFile disk : machine.disks()) {
            Path layer = room.resolve("disk%d.qcow2".formatted(layers.size()));
            OutsideProgram.QEMU_IMG.run(
                    LIMIT,
                    List.of(
                            "create",
                            "-q",
                            "-f",
                            "qcow2",
                            "-F",
                            disk.format(),
                            "-b",
                            disk.image().toString(),
                            layer.toString()));
            layers.add(disk.under(layer));
        }
        return layers;
    }
}
