package org.p2vworkbench.converter.libvirt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What Proxmox takes in a file of /etc/pve/qemu-server, as far as we write it (qemu-server 9.2: $confdesc in
 * PVE/QemuServer.pm, drives in QemuServer/Drive.pm, cards in QemuServer/Network.pm, parse_vm_config for the lines).
 */
final class ProxmoxSyntax {

    private static final String NUMBER = "[1-9][0-9]*";
    private static final String BOOLEAN = "[01]";
    private static final String MAC = "(?i)[a-f0-9][02468ace](?::[a-f0-9]{2}){5}";
    private static final String BASE64 = "[A-Za-z0-9+/]+={0,2}";
    private static final String UUID = "[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}";
    /** PVE::Storage::parse_volume_id, and "none" for a drive that is empty. */
    private static final String VOLUME = "none|[A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]:\\S+";

    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("name", "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\\.?)+"),
            Map.entry("ostype", "other|wxp|w2k|w2k3|w2k8|wvista|win7|win8|win10|win11|l24|l26|solaris"),
            Map.entry("machine", "pc|q35"),
            Map.entry("bios", "seabios|ovmf"),
            Map.entry("cpu", "host|pentium"),
            Map.entry("sockets", NUMBER),
            Map.entry("cores", NUMBER),
            Map.entry("numa", BOOLEAN),
            Map.entry("memory", "1[6-9]|[2-9]\\d|[1-9]\\d{2,}"),
            Map.entry("balloon", "0|" + NUMBER),
            Map.entry("localtime", BOOLEAN),
            Map.entry("vga", "cirrus|std"),
            Map.entry("serial\\d", "socket"),
            Map.entry("agent", BOOLEAN),
            Map.entry("rng0", "source=/dev/urandom"),
            Map.entry("onboot", BOOLEAN),
            Map.entry("scsihw", "lsi|lsi53c810|virtio-scsi-pci|virtio-scsi-single|megasas|pvscsi"),
            Map.entry("boot", "order=(?:[a-z]+\\d+(?:;(?!$))?)*"));

    private static final Map<String, String> SMBIOS = Map.of(
            "uuid", UUID,
            "version", BASE64,
            "serial", BASE64,
            "manufacturer", BASE64,
            "product", BASE64,
            "base64", BOOLEAN);

    private static final Map<String, String> DRIVE = Map.of(
            "file", VOLUME,
            "media", "cdrom|disk",
            "discard", "ignore|on",
            "serial", "(?:[A-Za-z0-9._-]|%[0-9A-F]{2}){1,60}",
            "wwn", "0x[0-9a-fA-F]{16}");

    private static final Map<String, String> CARD =
            Map.of("bridge", "[-_.\\w]+", "tag", "[1-9]\\d{0,3}", "link_down", BOOLEAN);

    private static final Pattern MODEL = Pattern.compile("e1000|e1000e|pcnet|rtl8139|virtio|vmxnet3");
    private static final Pattern DRIVE_NAME =
            Pattern.compile("ide[0-3]|sata[0-5]|scsi(?:[12]?\\d|30)|virtio(?:\\d|1[0-5])");

    private ProxmoxSyntax() {}

    /** What is wrong with a file, a sentence each. */
    static List<String> faults(String text) {
        List<String> faults = new ArrayList<>();
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            int colon = line.indexOf(": ");
            if (line.startsWith("#")) {
                continue;
            }
            if (colon < 0 || fields.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
                faults.add("no field, or one for the second time: " + line);
            }
        }
        fields.forEach((name, value) -> {
            if (!isTaken(name, value)) {
                faults.add("%s: %s".formatted(name, value));
            }
        });
        String order = fields.getOrDefault("boot", "order=").substring("order=".length());
        for (String drive : order.isEmpty() ? new String[0] : order.split(";")) {
            if (!fields.containsKey(drive)) {
                faults.add("boots from what is not there: " + drive);
            }
        }
        return faults;
    }

    private static boolean isTaken(String name, String value) {
        if (name.equals("smbios1")) {
            return value.length() <= 512 && isList(value, SMBIOS, "");
        }
        if (DRIVE_NAME.matcher(name).matches()) {
            return isList(value, DRIVE, "file") && !(name.startsWith("virtio") && value.contains("wwn="));
        }
        if (name.matches("net(?:[12]?\\d|3[01])")) {
            int comma = (value + ",").indexOf(',');
            String[] model = value.substring(0, comma).split("=", 2);
            return MODEL.matcher(model[0]).matches()
                    && model.length == 2
                    && model[1].matches(MAC)
                    && (comma == value.length() || isList(value.substring(comma + 1), CARD, ""));
        }
        return FIELDS.entrySet().stream()
                .anyMatch(field -> name.matches(field.getKey()) && value.matches(field.getValue()));
    }

    /** "key=value,key=value", the first without its key where there is a default one (PVE::JSONSchema). */
    private static boolean isList(String text, Map<String, String> known, String defaultKey) {
        List<String> seen = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            boolean bare = equals < 0 && seen.isEmpty();
            String key = bare ? defaultKey : part.substring(0, Math.max(0, equals));
            String value = part.substring(equals + 1);
            if (seen.contains(key) || !known.containsKey(key) || !value.matches(known.get(key))) {
                return false;
            }
            seen.add(key);
        }
        return true;
    }
}
