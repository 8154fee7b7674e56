package org.p2vworkbench.converter.libvirt;

import java.util.List;
import java.util.UUID;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.GuestClock;
import org.p2vworkbench.converter.hardware.MachineHardware;

/** The libvirt definition of a machine. */
public final class DomainXml {

    private final Domain domain;
    private final Accelerator accelerator;
    private final XmlLines xml = new XmlLines();

    private DomainXml(Domain domain, Accelerator accelerator) {
        this.domain = domain;
        this.accelerator = accelerator;
    }

    /** The definition for a host with KVM, all cards in libvirt's default network. */
    public static String of(MachineHardware hardware, List<DiskFile> disks, UUID uuid) {
        return of(hardware, disks, uuid, Accelerator.KVM, Networks.allDefault());
    }

    /**
     * @param disks in boot order; their images are named by absolute path
     * @param uuid of the new machine, which is also what its firmware shows the guest
     */
    public static String of(
            MachineHardware hardware, List<DiskFile> disks, UUID uuid, Accelerator accelerator, Networks networks) {
        return new DomainXml(Domain.of(hardware, disks, uuid, networks), accelerator).write();
    }

    private String write() {
        xml.element(
                "domain",
                () -> {
                    xml.text("name", domain.name());
                    xml.text("uuid", domain.uuid().toString());
                    xml.text("memory", Long.toString(domain.memoryMib()), "unit", "MiB");
                    xml.text("vcpu", Integer.toString(domain.cpu().count()));
                    os();
                    features();
                    cpu();
                    clock();
                    xml.text("on_poweroff", "destroy");
                    xml.text("on_reboot", "restart");
                    xml.text("on_crash", "destroy");
                    xml.element("devices", this::devices);
                },
                "type",
                accelerator.domainType());
        return xml.finished();
    }

    private void os() {
        boolean secure = domain.firmware() == Firmware.UEFI_SECURE_BOOT;
        Runnable content = () -> {
            xml.text("type", "hvm", "arch", "x86_64", "machine", domain.machineType());
            if (domain.firmware().isUefi()) {
                xml.element("firmware", () -> {
                    xml.empty("feature", "enabled", secure ? "yes" : "no", "name", "enrolled-keys");
                    xml.empty("feature", "enabled", secure ? "yes" : "no", "name", "secure-boot");
                });
            }
        };
        if (domain.firmware().isUefi()) {
            xml.element("os", content, "firmware", "efi");
        } else {
            xml.element("os", content);
        }
    }

    private void features() {
        xml.element("features", () -> {
            xml.empty("acpi");
            xml.empty("apic");
            xml.empty("pae");
            if (domain.firmware() == Firmware.UEFI_SECURE_BOOT) {
                xml.empty("smm", "state", "on");
            }
        });
    }

    /** The host's model by name and not passed through: the machine can move, and TCG starts what it can of it. */
    private void cpu() {
        xml.element(
                "cpu",
                () -> xml.empty(
                        "topology",
                        "sockets",
                        Integer.toString(domain.cpu().sockets()),
                        "cores",
                        Integer.toString(domain.cpu().coresPerSocket()),
                        "threads",
                        Integer.toString(domain.cpu().threadsPerCore())),
                "mode",
                "host-model",
                "check",
                "partial");
    }

    private void clock() {
        GuestClock clock = domain.clock();
        Runnable timers = () -> {
            xml.empty("timer", "name", "rtc", "tickpolicy", "catchup");
            xml.empty("timer", "name", "pit", "tickpolicy", "delay");
            xml.empty("timer", "name", "hpet", "present", "no");
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

    private void devices() {
        DomainDrives.write(domain, xml);
        domain.cards().forEach(this::card);
        xml.element("serial", () -> xml.empty("target", "port", "0"), "type", "pty");
        xml.element("console", () -> xml.empty("target", "type", "serial", "port", "0"), "type", "pty");
        xml.element(
                "channel",
                () -> xml.empty("target", "type", "virtio", "name", "org.qemu.guest_agent.0"),
                "type",
                "unix");
        // An absolute pointer: over VNC, a mouse that only knows how far it moved is not where it seems to be.
        xml.empty("input", "type", "tablet", "bus", "usb");
        xml.element(
                "graphics",
                () -> xml.empty("listen", "type", "address", "address", "127.0.0.1"),
                "type",
                "vnc",
                "port",
                "-1",
                "autoport",
                "yes",
                "listen",
                "127.0.0.1");
        xml.element("video", () -> xml.empty("model", "type", "vga"));
        xml.empty("memballoon", "model", "virtio");
        if (domain.firmware().isUefi()) {
            xml.element("rng", () -> xml.text("backend", "/dev/urandom", "model", "random"), "model", "virtio");
        }
    }

    private void card(Domain.Card card) {
        Runnable content = () -> {
            card.mac().ifPresent(mac -> xml.empty("mac", "address", mac));
            if (card.bridge().isPresent()) {
                xml.empty("source", "bridge", card.bridge().get());
            } else {
                xml.empty("source", "network", Networks.DEFAULT_NETWORK);
            }
            xml.empty("model", "type", card.model());
            if (!card.connected()) {
                xml.empty("link", "state", "down");
            }
        };
        xml.element("interface", content, "type", card.bridge().isPresent() ? "bridge" : "network");
    }
}
