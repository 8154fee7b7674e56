package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.foreign.ForeignFormat;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.raid.ControllerSets;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineNames;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.source.SourceFinder;
import org.p2vworkbench.converter.source.SourceOptions;
import org.p2vworkbench.converter.source.VmdkParts;
import org.p2vworkbench.converter.survey.GuestLook;
import org.p2vworkbench.converter.survey.MachineSurvey;
import org.p2vworkbench.reports.inventory.Inventory;

/** The inventory of a machine of which there are images: those of its disks, or a description that names them. */
record ImagedMachine(List<String> inputs, boolean inside, Console console) {

    Inventory inventory(String program) throws IOException {
        return looked(machine -> new MachineSurvey(machine, Clock.systemUTC()).ofImages(program));
    }

    /** Of this machine, whose disks the inputs are. */
    Inventory withSurvey(String told) throws IOException {
        return looked(machine -> new MachineSurvey(machine, Clock.systemUTC()).withAgent(told));
    }

    /** What is known of the machine. */
    private interface Survey {
        Inventory of(MachineSource machine) throws IOException;
    }

    private Inventory looked(Survey survey) throws IOException {
        try (Scratch scratch = Scratch.in(InputOptions.SCRATCH)) {
            FoundSources found = SourceFinder.find(
                    inputs,
                    new SourceOptions(
                            ForeignFormat.andOwn(),
                            Optional.empty(),
                            false,
                            new SparseMap(),
                            scratch,
                            new VmdkParts()));
            found.notes().forEach(console::story);
            if (!found.failures().isEmpty()) {
                throw found.failures().get(0).cause();
            }
            MachineSource machine = one(found.machines());
            Inventory inventory = survey.of(machine);
            return inside
                    ? new GuestLook(new ControllerSets(true).assembled(machine), Clock.systemUTC(), console::story)
                            .into(inventory)
                    : inventory;
        }
    }

    /** Images that come one by one are the disks of one machine, in the order in which they are named. */
    private static MachineSource one(List<MachineSource> machines) throws UsageException {
        if (machines.isEmpty()) {
            throw new UsageException("--image", "names no machine", "Name images of disks, or a vmx, ovf or ova.");
        }
        MachineSource first = machines.get(0);
        if (machines.size() == 1) {
            return first;
        }
        if (machines.stream().anyMatch(machine -> machine.disks().size() != 1)) {
            throw new UsageException(
                    "--image",
                    "names %d machines".formatted(machines.size()),
                    "Name one of them; 'p2v fleet' puts several inventories together.");
        }
        MachineNames names = new MachineNames();
        List<SourceDisk> disks = new ArrayList<>();
        List<DiskDrive> drives = new ArrayList<>();
        Set<String> files = new HashSet<>();
        for (MachineSource machine : machines) {
            SourceDisk disk = machine.disks().get(0);
            disks.add(
                    new SourceDisk(names.unique(machine.name()), disk.at(), disk.serial(), disk.seen(), disk.opener()));
            drives.addAll(machine.hardware().disks());
            files.addAll(machine.files());
        }
        return new MachineSource(
                first.name(),
                first.input(),
                first.hardware().withDisks(drives),
                disks,
                first.notes(),
                MachineSource.IntegrityCheck.NOTHING_TO_COMPARE,
                files);
    }
}
