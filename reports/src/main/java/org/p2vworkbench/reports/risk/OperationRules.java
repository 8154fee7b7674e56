package org.p2vworkbench.reports.risk;

import static org.p2vworkbench.reports.risk.Owner.CONSULTANT;
import static org.p2vworkbench.reports.risk.Owner.CUSTOMER;
import static org.p2vworkbench.reports.risk.Remedy.ASSISTED;
import static org.p2vworkbench.reports.risk.Remedy.MANUAL;
import static org.p2vworkbench.reports.risk.Remedy.PLANNED;
import static org.p2vworkbench.reports.risk.Severity.BLOCKER;
import static org.p2vworkbench.reports.risk.Severity.HIGH;
import static org.p2vworkbench.reports.risk.Severity.INFO;
import static org.p2vworkbench.reports.risk.Severity.LOW;
import static org.p2vworkbench.reports.risk.Severity.MEDIUM;
import static org.p2vworkbench.reports.risk.Situation.listed;
import static org.p2vworkbench.reports.risk.Situation.when;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.reports.inventory.GuestFacts;
import org.p2vworkbench.reports.inventory.LiveFacts;

/** ROLE and OPS: what the machine does, and how it is kept; DATA: what two sources say differently. */
final class OperationRules {

    private static final long YEAR_SECONDS = 365L * 24 * 3600;
    private static final long SKEW_SECONDS = 300;
    private static final long BACKUP_DAYS = 7;
    private static final double MUCH_WRITTEN_PER_SECOND = 5e6;
    private static final double HOUR_SECONDS = 3600;
    private static final double SEEN_SHARE = 0.85;

    private static final List<String> DOMAIN_CONTROLLERS = List.of("samba-ad-dc", "ntds", "slapd", "ipa");
    private static final List<String> CLUSTERS = List.of(
            "pacemaker", "corosync", "heartbeat", "clussvc", "cman", "rgmanager", "keepalived", "ocfs2", "o2cb");
    private static final List<String> DATABASES = List.of(
            "mysqld",
            "mariadb",
            "postgres",
            "oracle",
            "ora_pmon",
            "sqlservr",
            "mssql",
            "db2sysc",
            "mongod",
            "firebird",
            "informix",
            "sapstart",
            "slapd",
            "store.exe");

    private OperationRules() {}

    static List<Rule> all() {
        return List.of(
                new BuiltInRule(
                        "ROLE-001", HIGH, CONSULTANT, MANUAL, at -> role(at, "domain controller", DOMAIN_CONTROLLERS)),
                new BuiltInRule("ROLE-002", BLOCKER, CONSULTANT, MANUAL, at -> role(at, "cluster", CLUSTERS)),
                new BuiltInRule("ROLE-003", MEDIUM, CUSTOMER, ASSISTED, OperationRules::busyDatabase),
                new BuiltInRule("ROLE-004", MEDIUM, CUSTOMER, MANUAL, OperationRules::timeSource),
                new BuiltInRule("OPS-001", HIGH, CUSTOMER, PLANNED, OperationRules::noBackup),
                new BuiltInRule("OPS-002", MEDIUM, CUSTOMER, MANUAL, OperationRules::longUptime),
                new BuiltInRule("OPS-003", HIGH, CONSULTANT, PLANNED, OperationRules::windowTooShort),
                new BuiltInRule("OPS-004", INFO, CUSTOMER, MANUAL, OperationRules::outOfSupport),
                new BuiltInRule("OPS-005", LOW, CONSULTANT, MANUAL, OperationRules::clockOff),
                new BuiltInRule("DATA-001", LOW, CONSULTANT, MANUAL, OperationRules::memoryDiffers),
                new BuiltInRule("DATA-002", LOW, CONSULTANT, MANUAL, OperationRules::collectorsDisagree));
    }

    private static Optional<String> role(Situation at, String role, List<String> programs) {
        return at.hasRole(role)
                ? Optional.of(role)
                : at.programsLike(name -> programs.stream().anyMatch(name::startsWith));
    }

    private static Optional<String> busyDatabase(Situation at) {
        boolean busy = at.live(LiveFacts::load)
                .filter(load -> load.writeBytesPerSecond() > MUCH_WRITTEN_PER_SECOND)
                .isPresent();
        return busy
                ? role(at, "database", DATABASES).map(found -> "%s, %.1f MB/s"
                        .formatted(
                                found,
                                at.live(LiveFacts::load)
                                                .map(LiveFacts.Load::writeBytesPerSecond)
                                                .orElse(0L)
                                        / 1e6))
                : Optional.empty();
    }

    private static Optional<String> timeSource(Situation at) {
        return at.hasRole("time server")
                ? Optional.of("time server")
                : listed(at.live(LiveFacts::listening).orElse(List.of()).stream()
                        .filter(socket -> socket.protocol().equals("udp")
                                && socket.local().endsWith(":123")
                                && !socket.local().startsWith("127.")
                                && !socket.local().startsWith("0:0:0:0:0:0:0:1:"))
                        .map(socket -> "udp " + socket.local() + " " + socket.program()));
    }

    private static Optional<String> noBackup(Situation at) {
        return at.guest(GuestFacts::backupAgeDays)
                .filter(days -> days > BACKUP_DAYS)
                .map(days -> days + " d");
    }

    private static Optional<String> longUptime(Situation at) {
        Optional<String> uptime = at.live(LiveFacts::uptimeSeconds)
                .filter(seconds -> seconds > YEAR_SECONDS)
                .map(seconds -> seconds / 86_400 + " d (proc/uptime)");
        return uptime.isPresent()
                ? uptime
                : at.live(LiveFacts::rebootPending).filter(pending -> pending).map(pending -> "reboot-required");
    }

    private static Optional<String> windowTooShort(Situation at) {
        double hours = at.time().p90Seconds() / HOUR_SECONDS;
        return at.target().windowHours().filter(window -> hours > window).map(window -> "p90 %.1f h > %.1f h"
                .formatted(hours, window));
    }

    private static Optional<String> outOfSupport(Situation at) {
        return EndOfSupport.of(
                        at.guest(GuestFacts::id).orElse(""),
                        at.guest(GuestFacts::version).orElse(""))
                .filter(end -> end.compareTo(at.inventory().takenAt()) < 0)
                .map(end -> at.guest(GuestFacts::name).orElse("?") + ": " + end);
    }

    private static Optional<String> clockOff(Situation at) {
        return at.live(LiveFacts::clockSkewSeconds)
                .filter(skew -> skew < -SKEW_SECONDS || skew > SKEW_SECONDS)
                .map(skew -> skew + " s");
    }

    private static Optional<String> collectorsDisagree(Situation at) {
        return listed(at.inventory().disagreements().stream().map(about -> "%s: %s (%s), %s (%s)"
                .formatted(about.what(), about.one(), about.bySource(), about.other(), about.byOtherSource())));
    }

    /** A failed stick, or a kernel that cannot address all of it. */
    private static Optional<String> memoryDiffers(Situation at) {
        long total = at.hardware().memory().totalBytes().orElse(0L);
        long installed = at.hardware().memory().installedBytes().orElse(0L);
        return when(
                total > 0 && installed > 0 && total < installed * SEEN_SHARE,
                () -> "proc/meminfo %d MiB, SMBIOS %d MiB".formatted(total >> 20, installed >> 20));
    }
}
