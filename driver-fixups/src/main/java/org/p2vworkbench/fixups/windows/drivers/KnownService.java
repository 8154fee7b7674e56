package org.p2vworkbench.fixups.windows.drivers;

import java.util.Locale;
import java.util.Optional;

/**
 * A service that came with hardware or with another hypervisor.
 *
 * @param service in lower case; with '*' at its end for any ending
 * @param since the first version of Windows for which this holds; empty for all
 * @param until the last one
 * @param source where this is from, or "engineering knowledge"
 * @param note for the report; empty when there is none
 */
public record KnownService(
        String service,
        String vendor,
        String hardware,
        Optional<NtVersion> since,
        Optional<NtVersion> until,
        Action action,
        Kind kind,
        String source,
        String note) {

    /** What to do with it. */
    public enum Action {
        DISABLE,
        /** Disable it where a device of the old machine is driven by it; elsewhere it is idle. */
        DISABLE_IF_BOUND,
        /** Only take it out of filter lists. */
        REMOVE_FILTER,
        REPORT,
        KEEP;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What it is for. */
    public enum Kind {
        STORAGE,
        MULTIPATH,
        FILTER,
        AGENT,
        WATCHDOG,
        NIC_TEAM,
        ENCRYPTION,
        SNAPSHOT,
        HYPERVISOR,
        CPU,
        AGP;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    boolean isPattern() {
        return service.endsWith("*");
    }

    /** @param name in lower case */
    boolean names(String name) {
        return isPattern() ? name.startsWith(service.substring(0, service.length() - 1)) : name.equals(service);
    }

    boolean holdsFor(NtVersion version) {
        return (since.isEmpty() || version.atLeast(since.get()))
                && (until.isEmpty() || until.get().atLeast(version));
    }

    /** "HP Smart Array 5i (cpqcissm)", for people. */
    public String shown() {
        return hardware.startsWith(vendor) ? hardware : vendor + ": " + hardware;
    }
}
