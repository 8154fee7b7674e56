package org.p2vworkbench.reports.risk;

import static org.p2vworkbench.reports.risk.Owner.CONSULTANT;
import static org.p2vworkbench.reports.risk.Owner.CUSTOMER;
import static org.p2vworkbench.reports.risk.Owner.TOOL;
import static org.p2vworkbench.reports.risk.Remedy.ASSISTED;
import static org.p2vworkbench.reports.risk.Remedy.AUTOMATIC;
import static org.p2vworkbench.reports.risk.Remedy.MANUAL;
import static org.p2vworkbench.reports.risk.Severity.BLOCKER;
import static org.p2vworkbench.reports.risk.Severity.HIGH;
import static org.p2vworkbench.reports.risk.Severity.INFO;
import static org.p2vworkbench.reports.risk.Severity.MEDIUM;
import static org.p2vworkbench.reports.risk.Situation.listed;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.p2vworkbench.reports.inventory.GuestFacts;
import org.p2vworkbench.reports.inventory.HardwareFacts;

/** NET and HW: what is wired and plugged. */
final class HardwareRules {

    private static final Set<String> DONGLE_MAKERS = Set.of(
            "0529", // Aladdin HASP, now Thales
            "064f", // WIBU-Systems
            "04b9", // Rainbow Sentinel, now Thales
            "096e", // Feitian
            "1bc0", // Senselock
            "08e2", // Matrix Lock
            "0d46"); // Kobil and Marx

    private static final List<String> DONGLE_SERVICES =
            List.of("hasplmd", "aksusbd", "hasplms", "sentinel", "codemeter", "wibu", "lmgrd");

    /** Classes of PCI cards that a virtual machine has no like of: other communication, coprocessors, signal processing. */
    private static final Set<String> SPECIAL_CLASSES = Set.of("0780", "0b40", "1100", "1180");

    /** AVM, Eicon Dialogic, Digium, Sangoma, Cologne Chip: telephony and ISDN. */
    private static final Set<String> TELEPHONY = Set.of("1244", "1133", "d161", "1923", "1397");

    private static final String NVIDIA = "10de";

    private static final List<String> NOTED_FLAGS =
            List.of("sse4_1", "sse4_2", "aes", "avx", "avx2", "avx512f", "3dnow", "3dnowext", "sse4a", "xop", "tbm");

    private HardwareRules() {}

    static List<Rule> all() {
        return List.of(
                new BuiltInRule("NET-001", INFO, TOOL, AUTOMATIC, HardwareRules::staticAddress),
                new BuiltInRule("NET-002", HIGH, CONSULTANT, ASSISTED, at -> bundles(at, Set.of("bond", "team"))),
                new BuiltInRule("NET-003", HIGH, CUSTOMER, MANUAL, HardwareRules::strangeVlan),
                new BuiltInRule("NET-004", BLOCKER, CUSTOMER, MANUAL, HardwareRules::addressInUse),
                new BuiltInRule("NET-005", MEDIUM, TOOL, AUTOMATIC, HardwareRules::licenceServer),
                new BuiltInRule("HW-001", HIGH, CUSTOMER, MANUAL, HardwareRules::dongle),
                new BuiltInRule("HW-002", HIGH, CUSTOMER, MANUAL, HardwareRules::specialCard),
                new BuiltInRule("HW-003", MEDIUM, CONSULTANT, MANUAL, HardwareRules::missingFlags));
    }

    private static Optional<String> staticAddress(Situation at) {
        return listed(at.guest(GuestFacts::addresses).orElse(List.of()).stream()
                .filter(setting -> setting.way().equals("static"))
                .map(setting -> setting.name() + " " + setting.address()));
    }

    private static Optional<String> bundles(Situation at, Set<String> kinds) {
        return listed(at.hardware().bundles().stream()
                .filter(bundle -> kinds.contains(bundle.kind()))
                .map(bundle -> "%s: %s %s (%s)"
                        .formatted(bundle.name(), bundle.kind(), bundle.detail(), String.join(" ", bundle.members()))));
    }

    private static Optional<String> strangeVlan(Situation at) {
        return at.target().vlans().isEmpty()
                ? Optional.empty()
                : listed(Stream.concat(
                        at.hardware().bundles().stream()
                                .filter(bundle -> bundle.kind().equals("vlan")
                                        && !at.target().vlans().contains(bundle.detail()))
                                .map(bundle -> bundle.name() + ": VLAN " + bundle.detail()),
                        // One VLAN is what an access port carries, and the machine need not know of it.
                        at.hardware().nics().stream()
                                .filter(nic -> nic.neighbour()
                                        .is(port -> port.vlans().size() == 1
                                                && !at.target().vlans().containsAll(port.vlans())))
                                .map(nic -> nic.name() + ": VLAN "
                                        + nic.neighbour()
                                                .value()
                                                .map(port -> port.vlans().get(0))
                                                .orElse("")
                                        + " (LLDP)")));
    }

    private static Optional<String> addressInUse(Situation at) {
        return listed(at.guest(GuestFacts::addresses).orElse(List.of()).stream()
                .map(setting -> setting.address().replaceAll("/.*", ""))
                .filter(at.target().addressesInUse()::contains));
    }

    private static Optional<String> licenceServer(Situation at) {
        return at.programsLike(name -> name.equals("lmgrd") || name.startsWith("rlm") || name.startsWith("flexnet"));
    }

    private static Optional<String> dongle(Situation at) {
        Stream<String> plugged = at.hardware().usb().stream()
                .filter(device -> DONGLE_MAKERS.contains(device.vendor()))
                .map(device -> "USB %s:%s %s".formatted(device.vendor(), device.device(), device.product()));
        Stream<String> served =
                at.programs().stream().filter(name -> DONGLE_SERVICES.stream().anyMatch(name::startsWith));
        return listed(Stream.concat(plugged, served));
    }

    private static Optional<String> specialCard(Situation at) {
        return listed(
                at.hardware().pci().stream().filter(HardwareRules::isSpecial).map(card -> "%s %s:%s %s"
                        .formatted(card.address(), card.vendor(), card.device(), card.name())));
    }

    private static boolean isSpecial(HardwareFacts.PciCard card) {
        String code = card.classCode();
        boolean computing = code.startsWith("03") && card.vendor().equals(NVIDIA);
        return TELEPHONY.contains(card.vendor())
                || computing
                || code.length() >= 4 && SPECIAL_CLASSES.contains(code.substring(0, 4));
    }

    private static Optional<String> missingFlags(Situation at) {
        if (at.target().processorFlags().isEmpty()) {
            return Optional.empty();
        }
        return listed(at.hardware().processor().flags().orElse(List.of()).stream()
                .filter(NOTED_FLAGS::contains)
                .filter(flag -> !at.target().processorFlags().contains(flag)));
    }
}
