package org.p2vworkbench.reports.risk;

import static org.p2vworkbench.reports.risk.Owner.CONSULTANT;
import static org.p2vworkbench.reports.risk.Owner.CUSTOMER;
import static org.p2vworkbench.reports.risk.Owner.TOOL;
import static org.p2vworkbench.reports.risk.Remedy.ASSISTED;
import static org.p2vworkbench.reports.risk.Remedy.AUTOMATIC;
import static org.p2vworkbench.reports.risk.Remedy.MANUAL;
import static org.p2vworkbench.reports.risk.Severity.HIGH;
import static org.p2vworkbench.reports.risk.Severity.INFO;
import static org.p2vworkbench.reports.risk.Severity.MEDIUM;
import static org.p2vworkbench.reports.risk.Situation.listed;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.p2vworkbench.reports.inventory.Fact;
import org.p2vworkbench.reports.inventory.GuestFacts;

/** BOOT, WIN and LNX: whether the installed system will start on other hardware. */
final class SystemRules {

    private static final Set<String> KNOWN_LOADERS = Set.of("grub2", "grub-legacy", "systemd-boot", "bootmgr", "ntldr");
    private static final List<String> VENDOR_SOFTWARE = List.of(
            "vmtoolsd",
            "vmware",
            "vboxservice",
            "xe-guest",
            "hpasmd",
            "hp-health",
            "hpsmhd",
            "cpqarray",
            "dsm_sa_",
            "dsm_om_",
            "srvadmin",
            "ibmasm",
            "megaserv",
            "storman",
            "arcconf",
            "lsi_mrdsnmp",
            "proset");

    /** Kernels before this one have no virtio drivers. */
    private static final int[] FIRST_VIRTIO = {2, 6, 25};

    private SystemRules() {}

    static List<Rule> all() {
        return List.of(
                new BuiltInRule("BOOT-001", MEDIUM, CONSULTANT, MANUAL, SystemRules::unknownLoader),
                new BuiltInRule("BOOT-002", MEDIUM, CONSULTANT, ASSISTED, SystemRules::severalSystems),
                new BuiltInRule("BOOT-003", MEDIUM, TOOL, AUTOMATIC, SystemRules::noFallback),
                new BuiltInRule("BOOT-004", MEDIUM, CONSULTANT, MANUAL, SystemRules::secureBoot),
                new BuiltInRule(
                        "WIN-001", HIGH, TOOL, AUTOMATIC, at -> windows(at, GuestFacts::virtioDriversExist, false)),
                new BuiltInRule(
                        "WIN-002", HIGH, CUSTOMER, MANUAL, at -> windows(at, GuestFacts::driverPolicyBlocks, true)),
                new BuiltInRule("WIN-003", HIGH, CUSTOMER, MANUAL, SystemRules::boundLicence),
                new BuiltInRule("WIN-004", MEDIUM, CUSTOMER, MANUAL, SystemRules::activation),
                new BuiltInRule(
                        "WIN-005",
                        MEDIUM,
                        CONSULTANT,
                        ASSISTED,
                        at -> windows(at, GuestFacts::processorKernelMismatch, true)),
                new BuiltInRule("WIN-006", MEDIUM, TOOL, AUTOMATIC, SystemRules::vendorSoftware),
                new BuiltInRule(
                        "WIN-007", MEDIUM, CONSULTANT, ASSISTED, at -> windows(at, GuestFacts::ghostCards, true)),
                new BuiltInRule("LNX-001", HIGH, TOOL, AUTOMATIC, SystemRules::noVirtio),
                new BuiltInRule("LNX-002", MEDIUM, TOOL, AUTOMATIC, SystemRules::deviceNames),
                new BuiltInRule("LNX-003", HIGH, TOOL, AUTOMATIC, SystemRules::boundNames),
                new BuiltInRule("LNX-004", INFO, CUSTOMER, MANUAL, SystemRules::oldKernel));
    }

    private static Optional<String> unknownLoader(Situation at) {
        return at.guest(GuestFacts::bootLoaders)
                .filter(loaders -> loaders.stream().noneMatch(KNOWN_LOADERS::contains))
                .map(loaders -> loaders.isEmpty() ? "/boot: 0" : String.join(", ", loaders));
    }

    private static Optional<String> severalSystems(Situation at) {
        return at.guest(GuestFacts::systems).filter(count -> count > 1).map(Object::toString);
    }

    private static Optional<String> noFallback(Situation at) {
        boolean uefi = at.hardware().platform().firmware().is("UEFI"::equals);
        return at.guest(GuestFacts::uefiFallback)
                .filter(there -> uefi && !there)
                .map(there -> "EFI/BOOT/BOOTX64.EFI");
    }

    private static Optional<String> secureBoot(Situation at) {
        boolean on = at.hardware().platform().secureBoot().is(Boolean::booleanValue);
        return at.guest(GuestFacts::foreignSignedKernel)
                .filter(foreign -> on && foreign)
                .map(foreign -> "SecureBoot = 1");
    }

    private static Optional<String> windows(Situation at, Function<GuestFacts, Fact<Boolean>> fact, boolean bad) {
        return at.guest(fact).filter(value -> at.isWindows() && value == bad).map(value -> at.guest(GuestFacts::name)
                .orElse("Windows"));
    }

    private static Optional<String> boundLicence(Situation at) {
        return at.guest(GuestFacts::licence)
                .filter(licence -> at.isWindows() && licence.equals("oem"))
                .map(licence -> "OEM");
    }

    /** From Vista on; volume licences too, when their server is not in reach. */
    private static Optional<String> activation(Situation at) {
        return at.guest(GuestFacts::licence)
                .filter(licence -> at.isWindows() && !licence.equals("volume"))
                .map(licence -> licence);
    }

    private static Optional<String> vendorSoftware(Situation at) {
        return at.programsLike(name -> VENDOR_SOFTWARE.stream()
                .anyMatch(known -> name.toLowerCase(Locale.ROOT).startsWith(known)));
    }

    private static Optional<String> noVirtio(Situation at) {
        return at.guest(GuestFacts::kernel)
                .filter(kernel -> at.isLinux() && isBefore(kernel, FIRST_VIRTIO))
                .map(kernel -> "Linux " + kernel);
    }

    private static Optional<String> deviceNames(Situation at) {
        return listed(at.fstab()
                .filter(line -> line.device().matches("/dev/(sd|hd|cciss/|ida/|mapper/mpath|mapper/ddf|mapper/isw).*"))
                .filter(line -> !line.type().equals("iso9660") && !line.place().startsWith("/media"))
                .map(line -> line.device() + " " + line.place()));
    }

    private static Optional<String> boundNames(Situation at) {
        return at.guest(GuestFacts::namesBoundToCards)
                .filter(bound -> at.isLinux() && bound)
                .map(bound -> "70-persistent-net.rules");
    }

    private static Optional<String> oldKernel(Situation at) {
        return at.guest(GuestFacts::kernel)
                .filter(kernel -> at.isLinux() && isBefore(kernel, new int[] {4, 19, 0}))
                .map(kernel -> "Linux " + kernel);
    }

    static boolean isBefore(String version, int[] first) {
        String[] numbers = version.split("[^0-9]+");
        for (int i = 0; i < first.length; i++) {
            int number = i < numbers.length && numbers[i].matches("[0-9]{1,6}") ? Integer.parseInt(numbers[i]) : 0;
            if (number != first[i]) {
                return i > 0 || number > 0 ? number < first[i] : false;
            }
        }
        return false;
    }
}
