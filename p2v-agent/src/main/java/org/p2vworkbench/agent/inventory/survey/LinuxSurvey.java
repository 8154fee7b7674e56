package org.p2vworkbench.agent.inventory.survey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.agent.inventory.MachineInventory;

/** Takes the survey of a Linux machine: orders the collectors, nothing else. */
final class LinuxSurvey {

    /** What words that our boot media give their kernel begin with. */
    private static final String BOOT_MEDIUM = "p2v.";

    private static final String SMBIOS_TABLE = "sys/firmware/dmi/tables/DMI";
    private static final long MOST_TABLE_BYTES = 1 << 20;

    private final Path root;
    private final Clock clock;
    private final String program;
    private final Answers answers;

    LinuxSurvey(Path root, Clock clock, String program, Answers answers) {
        this.root = root;
        this.clock = clock;
        this.program = program;
        this.answers = answers;
    }

    static boolean isPossible() {
        return Files.isDirectory(Path.of("/sys/block"));
    }

    Survey take(Duration sampling) throws IOException {
        MachineInventory machine = MachineInventory.ofLinux(root, clock);
        boolean live =
                Stream.of(machine.kernelCommandLine().split(" ")).noneMatch(word -> word.startsWith(BOOT_MEDIUM));
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        Observer observer = new Observer(live ? "live" : "boot", now);
        Smbios smbios = Smbios.parse(table());
        Survey.Hardware hardware = hardware(machine, observer, smbios, live);
        return new Survey(
                Survey.SCHEMA,
                program,
                machine.hostName(),
                now,
                observer.by(),
                hardware,
                live ? Optional.of(new GuestCollector(root, observer, machine, answers).collect()) : Optional.empty(),
                live ? Optional.of(new LiveCollector(root, observer, machine).collect(sampling)) : Optional.empty(),
                missed(smbios, hardware, live));
    }

    private Survey.Hardware hardware(MachineInventory machine, Observer observer, Smbios smbios, boolean live) {
        List<Disk> disks = new DiskCollector(root, observer, machine, answers).collect();
        NetworkCollector network = new NetworkCollector(root, observer, machine, answers, live);
        DeviceCollector devices = new DeviceCollector(root, machine);
        return new Survey.Hardware(
                new PlatformCollector(root, observer, machine, smbios).collect(),
                new ProcessorCollector(root, observer, machine, smbios).collect(),
                new MemoryCollector(observer, machine, smbios).collect(),
                disks,
                new RaidCollector(root, disks).collect(),
                new VolumeCollector(root).collect(),
                network.cards(),
                network.bundles(),
                devices.pci(),
                devices.usb());
    }

    private byte[] table() {
        Path file = root.resolve(SMBIOS_TABLE);
        try {
            return Files.isReadable(file) && Files.size(file) <= MOST_TABLE_BYTES
                    ? Files.readAllBytes(file)
                    : new byte[0];
        } catch (IOException refused) {
            return new byte[0];
        }
    }

    private List<Missed> missed(Smbios smbios, Survey.Hardware hardware, boolean live) {
        List<Missed> missed = new ArrayList<>();
        if (smbios.isEmpty()) {
            boolean there = Files.exists(root.resolve(SMBIOS_TABLE));
            missed.add(new Missed(
                    "memory sticks, chassis, management controller",
                    there ? "the table of the firmware is for root only" : "the firmware gives no table (no SMBIOS)",
                    there ? "Run it again as root." : "Nothing can be done from here."));
        }
        if (hardware.disks().stream().allMatch(disk -> disk.health().value().isEmpty())) {
            missed.add(new Missed(
                    "health of the disks (SMART)",
                    "smartctl is not installed, may not read, or the disks do not answer it",
                    "Install smartmontools, run it again as root; behind a RAID controller use the maker's tool."));
        }
        if (!hardware.nics().isEmpty()
                && hardware.nics().stream()
                        .allMatch(nic -> nic.neighbour().value().isEmpty())) {
            missed.add(new Missed(
                    "switch port and its VLANs (LLDP)",
                    "no lldpd runs on this machine, or its switch says nothing",
                    "Install lldpd, wait a minute, and run it again; or ask the switch."));
        }
        if (!live) {
            missed.add(new Missed(
                    "the installed system and its load",
                    "this was taken from a boot medium, and the system that ran was ours",
                    "Take one on the running server too."));
        }
        return missed;
    }
}
