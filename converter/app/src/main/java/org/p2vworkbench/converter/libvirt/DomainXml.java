package org.p2vworkbench.converter.libvirt;

import java.util.List;
import java.util.UUID;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.SmbiosIdentity;

/** The libvirt definition of a machine. */
public final class DomainXml {

    private static final String OSINFO_NAMESPACE = "http://libosinfo.org/xmlns/libvirt/domain/1.0";

    private final Domain domain;
    private final HostFeatures host;
    private final XmlLines xml = new XmlLines();

    private DomainXml(Domain domain, HostFeatures host) {
        this.domain = domain;
        this.host = host;
    }

    /** The definition of a machine nobody has looked into. */
    public static String of(MachineHardware hardware, List<DiskFile> disks, UUID uuid) throws UsageException {
        return of(Blueprint.of(hardware, disks, uuid), Wishes.NONE, new HostFeatures(Accelerator.KVM, true));
    }

    /** Images are named by absolute path. */
    public static String of(Blueprint blueprint, Wishes wishes, HostFeatures host) throws UsageException {
        return new DomainXml(Domain.of(blueprint, wishes), host).write();
    }

    private String write() {
        xml.element(
                "domain",
                () -> {
                    xml.text("name", domain.name());
                    xml.text("uuid", domain.uuid().toString());
                    domain.guest().osinfo().ifPresent(this::metadata);
                    xml.text("memory", Long.toString(domain.memoryMib()), "unit", "MiB");
                    xml.text("vcpu", Integer.toString(domain.cpu().count()));
                    domain.identity().ifPresent(this::sysinfo);
                    os();
                    new DomainProcessor(domain, host.accelerator(), xml).write();
                    xml.text("on_poweroff", "destroy");
                    xml.text("on_reboot", "restart");
                    // As a server does that nobody stands beside.
                    xml.text("on_crash", "restart");
                    xml.element("devices", () -> {
                        DomainDrives.write(domain, xml);
                        DomainCards.write(domain, xml);
                        DomainDevices.write(domain, host, xml);
                    });
                },
                "type",
                host.accelerator().domainType());
        return xml.finished();
    }

    private void metadata(String osinfo) {
        xml.element(
                "metadata",
                () -> xml.element(
                        "libosinfo:libosinfo",
                        () -> xml.empty("libosinfo:os", "id", osinfo),
                        "xmlns:libosinfo",
                        OSINFO_NAMESPACE));
    }

    private void sysinfo(SmbiosIdentity identity) {
        xml.element(
                "sysinfo",
                () -> {
                    xml.element("bios", () -> {
                        entry("vendor", identity.biosVendor());
                        entry("version", identity.biosVersion());
                        entry("date", isSmbiosDate(identity.biosDate()) ? identity.biosDate() : "");
                    });
                    xml.element("system", () -> {
                        entry("manufacturer", identity.vendor());
                        entry("product", identity.product());
                        entry("version", identity.version());
                        entry("serial", identity.serial());
                        entry("uuid", domain.uuid().toString());
                    });
                    xml.element("baseBoard", () -> {
                        entry("manufacturer", identity.vendor());
                        entry("product", identity.board());
                    });
                },
                "type",
                "smbios");
    }

    /** libvirt takes {@code MM/DD/YYYY} or {@code MM/DD/YY} and nothing else (virSysinfoBIOSParseXML). */
    private static boolean isSmbiosDate(String text) {
        return text.matches("\\d{2}/\\d{2}/(\\d{2}){1,2}");
    }

    private void entry(String name, String value) {
        if (!value.isBlank()) {
            xml.text("entry", value, "name", name);
        }
    }

    private void os() {
        String enrolled = domain.isSecure() ? "yes" : "no";
        Runnable content = () -> {
            xml.text(
                    "type",
                    "hvm",
                    "arch",
                    domain.architecture(),
                    "machine",
                    domain.board().qemuName());
            if (domain.firmware().isUefi()) {
                xml.element("firmware", () -> {
                    xml.empty("feature", "enabled", enrolled, "name", "enrolled-keys");
                    xml.empty("feature", "enabled", enrolled, "name", "secure-boot");
                });
            }
            if (domain.identity().isPresent()) {
                xml.empty("smbios", "mode", "sysinfo");
            }
        };
        if (domain.firmware().isUefi()) {
            xml.element("os", content, "firmware", "efi");
        } else {
            xml.element("os", content);
        }
    }
}
