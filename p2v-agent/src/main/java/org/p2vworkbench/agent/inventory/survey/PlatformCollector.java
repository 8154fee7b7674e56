package org.p2vworkbench.agent.inventory.survey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.p2vworkbench.agent.inventory.MachineInventory;

/** What the machine is, from the strings of its firmware and from what the kernel found. */
record PlatformCollector(Path root, Observer observer, MachineInventory machine, Smbios smbios) {

    private static final int CHASSIS = 3;
    private static final int CHASSIS_TYPE_AT = 5;
    private static final int CHASSIS_TYPE_MASK = 0x7f;
    private static final int CONTROLLER_INTERFACE_AT = 4;

    /** SMBIOS 3.7, section 7.4.1, the first is number 1. */
    private static final List<String> CHASSIS_TYPES = List.of(
            "other",
            "unknown",
            "desktop",
            "low profile desktop",
            "pizza box",
            "mini tower",
            "tower",
            "portable",
            "laptop",
            "notebook",
            "hand held",
            "docking station",
            "all in one",
            "sub notebook",
            "space-saving",
            "lunch box",
            "main server chassis",
            "expansion chassis",
            "sub chassis",
            "bus expansion chassis",
            "peripheral chassis",
            "RAID chassis",
            "rack mount chassis",
            "sealed-case PC",
            "multi-system chassis",
            "compact PCI",
            "advanced TCA",
            "blade",
            "blade enclosure");

    /** SMBIOS 3.7, section 7.39.1. */
    private static final List<String> CONTROLLER_INTERFACES = List.of("unknown interface", "KCS", "SMIC", "BT", "SSIF");

    Platform collect() {
        MachineInventory.Product product = machine.product();
        String id = "sys/class/dmi/id";
        return new Platform(
                said(product.vendor(), "sys_vendor"),
                said(product.name(), "product_name"),
                said(product.version(), "product_version"),
                said(product.serial(), "product_serial"),
                said(product.uuid(), "product_uuid"),
                said(product.board(), "board_name"),
                chassis(),
                said(product.biosVendor(), "bios_vendor"),
                said(product.biosVersion(), "bios_version"),
                said(product.biosDate(), "bios_date"),
                firmware(),
                machine.firmware().mode() == MachineInventory.Firmware.Mode.UNKNOWN
                        ? observer.unknown(id, "this system does not say it")
                        : observer.saw(machine.firmware().secureBoot(), "sys/firmware/efi/efivars"),
                observer.saw(machine.tpm().isEmpty() ? "none" : machine.tpm(), "sys/class/tpm"),
                hypervisor(),
                managementController());
    }

    private Fact<String> firmware() {
        MachineInventory.Firmware.Mode mode = machine.firmware().mode();
        return mode == MachineInventory.Firmware.Mode.UNKNOWN
                ? observer.unknown("sys/firmware/efi", "this system does not say it")
                : observer.saw(mode.name(), "sys/firmware/efi");
    }

    private Fact<String> said(String text, String attribute) {
        Path file = root.resolve("sys/class/dmi/id").resolve(attribute);
        String why = Files.notExists(file)
                ? "the firmware of this machine tells its system nothing (no SMBIOS)"
                : Files.isReadable(file) ? "the maker left it empty" : "only root may read it";
        return observer.text(text, "sys/class/dmi/id/" + attribute, why);
    }

    private Fact<String> chassis() {
        int type = smbios.first(CHASSIS)
                .map(chassis -> chassis.unsignedByte(CHASSIS_TYPE_AT) & CHASSIS_TYPE_MASK)
                .orElse(Integer.valueOf(new TextFile(root.resolve("sys/class/dmi/id/chassis_type"))
                        .text()
                        .strip()
                        .replaceAll("^(?![0-9]{1,3}$).*$", "0")));
        return type < 1 || type > CHASSIS_TYPES.size()
                ? observer.unknown("smbios.type3", "the firmware does not say it")
                : observer.saw(CHASSIS_TYPES.get(type - 1), "smbios.type3");
    }

    /** CPUID tells every guest that it is one; which hypervisor it is, its virtual board says. */
    private Fact<String> hypervisor() {
        boolean guest = machine.processor().flags().contains("hypervisor");
        String board = (machine.product().vendor() + " " + machine.product().name()).toLowerCase(Locale.ROOT);
        String which = board.contains("vmware")
                ? "vmware"
                : board.contains("virtualbox") || board.contains("innotek")
                        ? "virtualbox"
                        : board.contains("qemu")
                                        || board.contains("kvm")
                                        || board.contains("bochs")
                                        || board.contains("openstack")
                                ? "kvm"
                                : board.contains("microsoft corporation virtual")
                                        ? "hyper-v"
                                        : board.contains("xen") || Files.exists(root.resolve("sys/hypervisor/type"))
                                                ? "xen"
                                                : guest ? "unknown hypervisor" : "none";
        return observer.saw(which, guest ? "cpuid, smbios.type1" : "smbios.type1", guest ? Observer.SURE : 0.9);
    }

    private Fact<String> managementController() {
        if (smbios.isEmpty()) {
            return observer.unknown("smbios.type38", "the table of the firmware is for root only, or there is none");
        }
        return smbios.first(Smbios.MANAGEMENT_CONTROLLER)
                .map(found -> {
                    int type = found.unsignedByte(CONTROLLER_INTERFACE_AT);
                    return observer.saw(
                            CONTROLLER_INTERFACES.get(type < CONTROLLER_INTERFACES.size() ? type : 0), "smbios.type38");
                })
                .orElse(observer.saw("none", "smbios.type38"));
    }
}
