package org.p2vworkbench.fixups.windows.risk;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.windows.facts.Hal;
import org.p2vworkbench.fixups.windows.facts.Program;
import org.p2vworkbench.fixups.windows.facts.Service;
import org.p2vworkbench.fixups.windows.facts.WindowsFacts;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion.Architecture;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion.Role;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/** Finds what the assessment names, by codes of the inventory report. Changes nothing. */
public final class Risks implements Fixup<WindowsGuest> {

    private static final long FREE_BYTES_NEEDED = 100L << 20;
    private static final List<String> TOOLS =
            List.of("vmware tools", "virtualbox guest additions", "parallels tools", "citrix vm tools", "xenserver");

    @Override
    public String name() {
        return "risks";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        version(guest.facts().version(), edits);
        roles(guest.facts(), edits);
        hal(guest.facts(), edits);
        policies(guest.facts(), edits);
        licence(guest.facts(), edits);
        tools(guest.facts(), edits);
        volumes(edits);
        space(edits);
        pendingChecks(guest.facts(), edits);
    }

    private static void version(WindowsVersion windows, Edits edits) {
        if (windows.architecture() == Architecture.IA64 || windows.architecture() == Architecture.OTHER) {
            edits.find(
                    "WIN-ARCHITECTURE",
                    Severity.BLOCKER,
                    "%s is made for another processor than x86.".formatted(windows.product()),
                    "It cannot run on this host; --no-fixup copies its disks.");
        } else if (!windows.atLeast(5, 0)) {
            edits.find(
                    "OPS-004",
                    Severity.HIGH,
                    "Windows NT 4 has no Plug and Play: only its IDE driver and the start of its disk are put right here.",
                    "Give it one IDE disk and a PCnet card, and install drivers for video and network by hand.");
        } else if (windows.release().isEmpty()) {
            edits.find(
                    "WIN-VERSION",
                    Severity.MEDIUM,
                    "Windows %d.%d is not known here; it is treated like the one before it."
                            .formatted(windows.major(), windows.minor()),
                    "Look at it closely after its first start.");
        }
    }

    private static void roles(WindowsFacts facts, Edits edits) {
        if (facts.version().role() == Role.DOMAIN_CONTROLLER) {
            edits.find(
                    "ROLE-001",
                    Severity.HIGH,
                    "It is a domain controller. Two of it at once, or an older copy started later, corrupt the domain.",
                    "Copy it only while it is off, never start the old machine again, and take no snapshots; better make a new one.");
        }
        if (facts.service("clussvc").filter(Service::startsByItself).isPresent()) {
            edits.find(
                    "ROLE-002",
                    Severity.BLOCKER,
                    "It is a node of a failover cluster, whose shared disks do not come with it.",
                    "Move its groups to another node and evict it first; --no-fixup converts it as it is.");
        }
    }

    private static void hal(WindowsFacts facts, Edits edits) {
        Optional<Hal> hal = facts.hal();
        if (hal.isPresent() && !(hal.get().usesAcpi() && hal.get().isMultiprocessor())) {
            edits.find(
                    "WIN-005",
                    Severity.MEDIUM,
                    "It was installed for another kind of machine: %s."
                            .formatted(hal.get().shown()),
                    hal.get().usesAcpi()
                            ? "The new machine gets one processor; for more, choose the driver \"ACPI Multiprocessor PC\" in its device manager."
                            : "When it hangs at its start, turn ACPI off in the new machine's definition.");
        }
    }

    private static void policies(WindowsFacts facts, Edits edits) {
        List<String> set = facts.driverPolicies().stream()
                .filter(policy -> !policy.endsWith("=0"))
                .toList();
        if (!set.isEmpty()) {
            edits.find(
                    "WIN-002",
                    Severity.HIGH,
                    "A group policy restricts which devices may be installed (%s), which can keep the new disk controller out."
                            .formatted(String.join(", ", set)),
                    "Lift the policy on the old machine first (Computer Configuration, System, Device Installation).");
        } else if (facts.groupPolicies()) {
            edits.find(
                    "WIN-002",
                    Severity.INFO,
                    "Policies of a domain are applied to it; whether one of them forbids new devices shows at its first start.",
                    "");
        }
    }

    private static void licence(WindowsFacts facts, Edits edits) {
        if (facts.licence().isOem()) {
            edits.find(
                    "WIN-003",
                    Severity.HIGH,
                    "Its licence was sold with the old machine (%s) and as a rule does not move."
                            .formatted(facts.licence().channel()),
                    "Have a licence of another kind ready; it may ask for activation after its first start.");
        } else if (facts.version().atLeast(5, 1)
                && !facts.licence().channel().toUpperCase(Locale.ROOT).startsWith("VOLUME")) {
            edits.find(
                    "WIN-004",
                    Severity.LOW,
                    "So much new hardware may make it ask for activation.",
                    "Have its key at hand.");
        }
    }

    private static void tools(WindowsFacts facts, Edits edits) {
        List<String> found = facts.programs().stream()
                .map(Program::name)
                .filter(name -> TOOLS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains))
                .distinct()
                .toList();
        if (!found.isEmpty()) {
            edits.find(
                    "WIN-006",
                    Severity.LOW,
                    "Tools of another hypervisor are installed: %s. Their drivers are not started any more."
                            .formatted(String.join(", ", found)),
                    "Uninstall them in the new machine.");
        }
    }

    private static void volumes(Edits edits) throws IOException {
        String locked = edits.guest().volumes().stream()
                .filter(volume -> volume.type().toLowerCase(Locale.ROOT).contains("bitlocker"))
                .map(GuestVolume::device)
                .collect(Collectors.joining(", "));
        if (!locked.isEmpty()) {
            edits.find(
                    "ENC-001",
                    Severity.HIGH,
                    "Volumes are encrypted by BitLocker (%s); a key in the old machine's TPM does not move."
                            .formatted(locked),
                    "Turn BitLocker off on the old machine, or have the recovery key at hand at the first start.");
        }
    }

    private static void space(Edits edits) throws IOException {
        long free = edits.guest().freeBytes("/");
        if (free < FREE_BYTES_NEEDED) {
            edits.find(
                    "FS-004",
                    free < FREE_BYTES_NEEDED / 10 ? Severity.BLOCKER : Severity.HIGH,
                    "The system volume has only %d MiB free.".formatted(free >> 20),
                    "Make room on the old machine: 100 MiB at least.");
        }
    }

    private static void pendingChecks(WindowsFacts facts, Edits edits) {
        if (!facts.boot().pendingAtBoot().isEmpty()) {
            edits.find(
                    "FS-001",
                    Severity.MEDIUM,
                    "A check of disks is due at the next start: %s."
                            .formatted(String.join("; ", facts.boot().pendingAtBoot())),
                    "Its first start may take long; better let it run on the old machine.");
        }
    }
}
