package org.p2vworkbench.converter.libvirt;

/** What a machine has besides drives and network cards, as libvirt's XML. */
final class DomainDevices {

    private final Domain domain;
    private final XmlLines xml;

    private DomainDevices(Domain domain, XmlLines xml) {
        this.domain = domain;
        this.xml = xml;
    }

    static void write(Domain domain, HostFeatures host, XmlLines xml) {
        DomainDevices devices = new DomainDevices(domain, xml);
        devices.lines();
        devices.screen();
        devices.extras(host);
    }

    private void lines() {
        xml.element("serial", () -> xml.empty("target", "port", "0"), "type", "pty");
        xml.element("console", () -> xml.empty("target", "type", "serial", "port", "0"), "type", "pty");
        if (domain.drivesVirtioExtras()) {
            xml.element(
                    "channel",
                    () -> xml.empty("target", "type", "virtio", "name", "org.qemu.guest_agent.0"),
                    "type",
                    "unix");
        }
    }

    private void screen() {
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
        xml.element("video", () -> xml.empty("model", "type", domain.video()));
    }

    private void extras(HostFeatures host) {
        if (domain.tpm() && host.tpm()) {
            xml.element(
                    "tpm",
                    () -> xml.empty("backend", "type", "emulator", "version", "2.0"),
                    "model",
                    // The command-response buffer is what UEFI guests expect; the older form is at a fixed ISA address.
                    domain.firmware().isUefi() ? "tpm-crb" : "tpm-tis");
        }
        xml.empty("memballoon", "model", domain.drivesVirtioExtras() ? "virtio" : "none");
        if (domain.wantsRandomNumbers()) {
            xml.element("rng", () -> xml.text("backend", "/dev/urandom", "model", "random"), "model", "virtio");
        }
        if (domain.tellsWhenItDies()) {
            xml.empty("panic", "model", "isa");
        }
    }
}
