package org.p2vworkbench.converter.libvirt;

import org.p2vworkbench.converter.hardware.GuestClock;

/**
 * What executes the guest and tells it the time, as libvirt's XML.
 *
 * <p>Windows under KVM is told that it is a guest in the words of its own hypervisor: from Vista on it then spins less
 * and asks a cheap clock; from Windows 8 on, which knows them all, it also takes timers and messages that way.
 */
final class DomainProcessor {

    private static final String SPINLOCK_TRIES = "8191";

    private final Domain domain;
    private final Accelerator accelerator;
    private final XmlLines xml;

    DomainProcessor(Domain domain, Accelerator accelerator, XmlLines xml) {
        this.domain = domain;
        this.accelerator = accelerator;
        this.xml = xml;
    }

    void write() {
        features();
        cpu();
        clock();
    }

    /** Hyper-V's interface is made by KVM; without it there is none. */
    private boolean isEnlightened() {
        return accelerator == Accelerator.KVM && domain.guest().isWindowsFrom(6, 0);
    }

    private void features() {
        xml.element("features", () -> {
            xml.empty("acpi");
            xml.empty("apic");
            xml.empty("pae");
            if (isEnlightened()) {
                xml.element("hyperv", this::enlightenments, "mode", "custom");
            }
            if (domain.isSecure()) {
                xml.empty("smm", "state", "on");
            }
        });
    }

    private void enlightenments() {
        xml.empty("relaxed", "state", "on");
        xml.empty("vapic", "state", "on");
        xml.empty("spinlocks", "state", "on", "retries", SPINLOCK_TRIES);
        if (domain.guest().isWindowsFrom(6, 2)) {
            xml.empty("vpindex", "state", "on");
            xml.empty("synic", "state", "on");
            xml.empty("stimer", "state", "on");
        }
    }

    /** The host's model by name and not passed through: the machine can move, and TCG starts what it can of it. */
    private void cpu() {
        boolean old = domain.oldProcessor().isPresent();
        Runnable content = () -> {
            domain.oldProcessor().ifPresent(model -> xml.text("model", model, "fallback", "allow"));
            xml.empty(
                    "topology",
                    "sockets",
                    Integer.toString(domain.cpu().sockets()),
                    "cores",
                    Integer.toString(domain.cpu().coresPerSocket()),
                    "threads",
                    Integer.toString(domain.cpu().threadsPerCore()));
        };
        if (old) {
            xml.element("cpu", content, "mode", "custom", "match", "exact", "check", "none");
        } else {
            xml.element("cpu", content, "mode", "host-model", "check", "partial");
        }
    }

    private void clock() {
        GuestClock clock = domain.clock();
        Runnable timers = () -> {
            xml.empty("timer", "name", "rtc", "tickpolicy", "catchup");
            xml.empty("timer", "name", "pit", "tickpolicy", "delay");
            xml.empty("timer", "name", "hpet", "present", "no");
            if (isEnlightened()) {
                xml.empty("timer", "name", "hypervclock", "present", "yes");
            }
        };
        if (clock.offsetSeconds() == 0) {
            xml.element("clock", timers, "offset", clock.localTime() ? "localtime" : "utc");
        } else {
            xml.element(
                    "clock",
                    timers,
                    "offset",
                    "variable",
                    "adjustment",
                    Long.toString(clock.offsetSeconds()),
                    "basis",
                    clock.localTime() ? "localtime" : "utc");
        }
    }
}
