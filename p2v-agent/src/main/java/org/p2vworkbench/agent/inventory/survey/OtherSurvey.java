package org.p2vworkbench.agent.inventory.survey;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.agent.inventory.MachineInventory;

/** Takes the survey where there is no /sys, which is Windows: what OSHI says, and nothing that would have to be guessed. */
final class OtherSurvey {

    private static final String NOT_HERE = "not read on this system";
    private static final Path NOWHERE = Path.of("no-such-folder");

    private final Clock clock;
    private final String program;

    OtherSurvey(Clock clock, String program) {
        this.clock = clock;
        this.program = program;
    }

    Survey take() throws IOException {
        return of(MachineInventory.ofThisMachine());
    }

    Survey of(MachineInventory machine) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        Observer observer = new Observer("live", now);
        Smbios none = Smbios.parse(new byte[0]);
        return new Survey(
                Survey.SCHEMA,
                program,
                machine.hostName(),
                now,
                observer.by(),
                new Survey.Hardware(
                        new PlatformCollector(NOWHERE, observer, machine, none).collect(),
                        new ProcessorCollector(NOWHERE, observer, machine, none).collect(),
                        new MemoryCollector(observer, machine, none).collect(),
                        new DiskCollector(NOWHERE, observer, machine, Answers.NONE).collect(),
                        List.of(),
                        List.of(),
                        new NetworkCollector(NOWHERE, observer, machine, Answers.NONE, true).cards(),
                        List.of(),
                        List.of(),
                        List.of()),
                Optional.of(guest(machine, observer)),
                Optional.empty(),
                List.of(new Missed(
                        "RAID sets, volumes, drivers, services and load",
                        NOT_HERE,
                        "Start the machine from the boot medium, which reads them from its disks.")));
    }

    private static Guest guest(MachineInventory machine, Observer observer) {
        String family = machine.system().toLowerCase(Locale.ROOT);
        return new Guest(
                observer.text(family, "oshi", NOT_HERE),
                observer.text(family, "oshi", NOT_HERE),
                observer.text((machine.system() + " " + machine.systemVersion()).strip(), "oshi", NOT_HERE),
                observer.text(machine.systemVersion(), "oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.text(machine.hostName(), "oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE),
                observer.unknown("oshi", NOT_HERE));
    }
}
