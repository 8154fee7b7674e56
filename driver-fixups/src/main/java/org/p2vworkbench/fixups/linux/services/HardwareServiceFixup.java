package org.p2vworkbench.fixups.linux.services;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestEntry;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest.InitSystem;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/** Keeps services for the old machine's hardware from starting. Their packages stay, for the guest to remove. */
public final class HardwareServiceFixup implements Fixup<Relocation> {

    private static final List<String> UNIT_FOLDERS =
            List.of("/usr/lib/systemd/system", "/lib/systemd/system", "/etc/systemd/system");
    private static final List<String> SCRIPT_FOLDERS = List.of("/etc/init.d", "/etc/rc.d/init.d");
    private static final List<String> RUN_LEVELS = List.of("0", "1", "2", "3", "4", "5", "6", "S");

    @Override
    public String name() {
        return "hardware-services";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        for (HardwareService each : HardwareService.values()) {
            for (String service : each.services()) {
                String why =
                        "%s is %s, for hardware that the new machine does not have.".formatted(service, each.title());
                switch (relocation.guest().initSystem()) {
                    case SYSTEMD -> mask(service, why, edits);
                    case UPSTART -> {
                        override(service, why, edits);
                        unlink(service, why, edits);
                    }
                    case SYSV -> unlink(service, why, edits);
                }
            }
        }
        review(relocation, edits);
    }

    /** A service that is a link to nothing is not started by anybody (systemctl(1), "mask"). */
    private static void mask(String service, String why, Edits edits) throws IOException {
        GuestTree guest = edits.guest();
        boolean there = false;
        for (String folder : UNIT_FOLDERS) {
            there |= guest.look(folder + "/" + service + ".service").isPresent();
        }
        for (String folder : SCRIPT_FOLDERS) {
            there |= guest.isFile(folder + "/" + service);
        }
        if (!there) {
            return;
        }
        String unit = "/etc/systemd/system/" + service + ".service";
        Optional<GuestEntry> own = guest.look(unit);
        if (own.filter(entry -> entry.kind() == GuestEntry.Kind.FILE).isPresent()) {
            edits.remove(unit, why);
        }
        edits.link(unit, "/dev/null", why);
    }

    /** init(5) of Upstart: "manual" in a file beside the job's. */
    private static void override(String service, String why, Edits edits) throws IOException {
        if (edits.guest().isFile("/etc/init/" + service + ".conf")) {
            edits.create("/etc/init/" + service + ".override", Content.of("manual\n"), 0644, why);
        }
    }

    /** The links that start it in a run level; where they are differs, and folders may be links themselves. */
    private static void unlink(String service, String why, Edits edits) throws IOException {
        String base = edits.guest().isFolder("/etc/rc.d/rc3.d") ? "/etc/rc.d" : "/etc";
        for (String level : RUN_LEVELS) {
            String folder = base + "/rc" + level + ".d";
            for (String link : edits.guest().names(folder)) {
                if (link.matches("S\\d\\d\\Q" + service + "\\E")) {
                    edits.remove(folder + "/" + link, why);
                }
            }
        }
    }

    private static void review(Relocation relocation, Edits edits) throws IOException {
        for (String service : List.of("nut-server", "apcupsd", "upsd", "hylafax", "dahdi", "asterisk")) {
            boolean unit = relocation.guest().initSystem() == InitSystem.SYSTEMD
                    && (edits.guest().isFile("/lib/systemd/system/" + service + ".service")
                            || edits.guest().isFile("/usr/lib/systemd/system/" + service + ".service"));
            if (unit || edits.guest().isFile("/etc/init.d/" + service)) {
                edits.find(
                        "LINUX-DEVICE-SERVICE",
                        Severity.MEDIUM,
                        "%s serves a device that is plugged into the old machine.".formatted(service),
                        "Decide where that device goes; a UPS that does not answer may shut the guest down.");
            }
        }
    }
}
