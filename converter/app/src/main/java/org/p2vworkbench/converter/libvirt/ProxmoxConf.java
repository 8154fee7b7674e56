package org.p2vworkbench.converter.libvirt;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.hardware.SmbiosIdentity;

/**
 * The same machine for Proxmox VE: a file of {@code /etc/pve/qemu-server}, with notes on top that say how it and the
 * disks get there (qm.conf(5); what each field may hold is in qemu-server 9.2, PVE/QemuServer.pm, {@code $confdesc}).
 */
public final class ProxmoxConf {

    /** The number in the file: Proxmox's first. */
    private static final int MACHINE_NUMBER = 100;

    private static final String FIRST_BRIDGE = "vmbr0";
    private static final int MOST_CARDS = 32;
    /** One label of a host name (RFC 1123, section 2.1). */
    private static final int LONGEST_NAME = 63;

    private final Domain domain;
    private final Path folder;
    private final ProxmoxDrives drives;
    private final List<String> notes = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    private ProxmoxConf(Domain domain, Path folder) {
        this.domain = domain;
        this.folder = folder.toAbsolutePath().normalize();
        drives = new ProxmoxDrives(domain);
    }

    /** @param folder where the file will lie; images below it are named relative to it */
    public static String of(Blueprint blueprint, Wishes wishes, Path folder) throws UsageException {
        return new ProxmoxConf(Domain.of(blueprint, wishes), folder).write();
    }

    private String write() {
        machine();
        drives();
        cards();
        note("Notes, which Proxmox shows too:");
        note("Another number than %d: replace it in this file and below.".formatted(MACHINE_NUMBER));
        note("On the Proxmox host, in this folder, as root:");
        note("mkdir -p /var/lib/vz/images/%d".formatted(MACHINE_NUMBER));
        int number = 0;
        for (Domain.Disk disk : drives.disks().values()) {
            note("qemu-img convert -f %s -O qcow2 %s /var/lib/vz/images/%d/vm-%3$d-disk-%d.qcow2"
                    .formatted(
                            disk.file().format(),
                            ShellWord.quoted(named(disk.file().image())),
                            MACHINE_NUMBER,
                            number++));
        }
        note("cp proxmox.conf /etc/pve/qemu-server/%d.conf".formatted(MACHINE_NUMBER));
        if (domain.firmware().isUefi()) {
            note("qm set %d --efidisk0 local:1,efitype=4m,pre-enrolled-keys=%d"
                    .formatted(MACHINE_NUMBER, domain.isSecure() ? 1 : 0));
        }
        if (domain.tpm()) {
            note("qm set %d --tpmstate0 local:1,version=v2.0".formatted(MACHINE_NUMBER));
        }
        note("Onto another storage afterwards: qm disk move %d DISK STORAGE".formatted(MACHINE_NUMBER));
        drives.notes().forEach(this::note);
        return String.join("\n", notes) + "\n" + String.join("\n", fields) + "\n";
    }

    private String named(Path image) {
        Path absolute = image.toAbsolutePath().normalize();
        return (absolute.startsWith(folder) ? folder.relativize(absolute) : absolute).toString();
    }

    /** A comment is the machine's description, and is percent-decoded (PVE::Tools::decode_text). */
    private void note(String text) {
        StringBuilder encoded = new StringBuilder("# ");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(b < ' ' || b == '%' || b == 0x7f ? "%%%02X".formatted(b & 0xff) : String.valueOf((char) b));
        }
        notes.add(encoded.toString());
    }

    private void field(String name, String value) {
        fields.add(name + ": " + value);
    }

    private void machine() {
        field("name", name());
        field("ostype", systemType());
        field("machine", domain.board().qemuName());
        field("bios", domain.firmware().isUefi() ? "ovmf" : "seabios");
        field("cpu", domain.oldProcessor().orElse("host"));
        field("sockets", Integer.toString(domain.cpu().sockets()));
        // Proxmox knows no threads.
        field(
                "cores",
                Integer.toString(domain.cpu().coresPerSocket() * domain.cpu().threadsPerCore()));
        field("numa", "0");
        // The least that Proxmox takes.
        field("memory", Long.toString(Math.max(16, domain.memoryMib())));
        if (!domain.drivesVirtioExtras()) {
            field("balloon", "0");
        }
        field("localtime", domain.clock().localTime() ? "1" : "0");
        if (domain.clock().offsetSeconds() != 0) {
            note("The old clock was %d seconds ahead of UTC, which Proxmox cannot keep."
                    .formatted(domain.clock().offsetSeconds()));
        }
        field("smbios1", identity());
        field("vga", domain.video().equals("cirrus") ? "cirrus" : "std");
        field("serial0", "socket");
        field("agent", domain.drivesVirtioExtras() ? "1" : "0");
        if (domain.wantsRandomNumbers()) {
            field("rng0", "source=/dev/urandom");
        }
        field("onboot", "0");
    }

    private String name() {
        String label = domain.name().replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("^-+|-+$", "");
        String cut = label.substring(0, Math.min(LONGEST_NAME, label.length())).replaceAll("-+$", "");
        return cut.isEmpty() ? "machine" : cut;
    }

    private String systemType() {
        GuestSystem guest = domain.guest();
        return switch (guest.family()) {
            case LINUX -> "l26";
            case OTHER -> "other";
            case WINDOWS -> windowsType(guest);
        };
    }

    private static String windowsType(GuestSystem guest) {
        return switch (guest.major() * 10 + guest.minor()) {
            case 50 -> "w2k";
            case 51 -> "wxp";
            case 52 -> "w2k3";
            case 60 -> guest.osinfo().filter(id -> id.endsWith("2k8")).isPresent() ? "w2k8" : "wvista";
            case 61 -> "win7";
            case 62, 63 -> "win8";
            case 100 ->
                guest.osinfo()
                                .filter(id -> id.endsWith("/11") || id.endsWith("2k22") || id.endsWith("2k25"))
                                .isPresent()
                        ? "win11"
                        : "win10";
            default -> "other";
        };
    }

    private String identity() {
        StringBuilder text = new StringBuilder("uuid=" + domain.uuid());
        Optional<SmbiosIdentity> shown = domain.identity();
        if (shown.isPresent()) {
            text.append(",base64=1");
            text.append(encoded("manufacturer", shown.get().vendor()));
            text.append(encoded("product", shown.get().product()));
            text.append(encoded("version", shown.get().version()));
            text.append(encoded("serial", shown.get().serial()));
        }
        return text.toString();
    }

    private static String encoded(String name, String value) {
        return value.isBlank()
                ? ""
                : ",%s=%s".formatted(name, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    }

    private void drives() {
        drives.adapter().ifPresent(model -> field("scsihw", model));
        List<String> order = new ArrayList<>(drives.disks().keySet());
        field("boot", "order=" + String.join(";", order));
        int number = 0;
        for (String name : order) {
            Domain.Disk disk = drives.disks().get(name);
            String serial = disk.identity().serial().map(this::serial).orElse("");
            boolean hasName = !name.startsWith("virtio");
            String wwn = hasName ? disk.identity().wwn().map(",wwn=0x"::concat).orElse("") : "";
            field(
                    name,
                    "local:%d/vm-%1$d-disk-%d.qcow2,discard=on%s%s".formatted(MACHINE_NUMBER, number++, serial, wwn));
        }
        for (Placement cdrom : domain.cdroms()) {
            drives.cdrom(cdrom).ifPresent(name -> field(name, "none,media=cdrom"));
        }
    }

    /** Percent-encoded, of at most twenty bytes. */
    private String serial(String text) {
        String cut = text.substring(0, Math.min(20, text.length()));
        return ",serial=" + cut.replace("+", "%2B").replace(" ", "%20");
    }

    private void cards() {
        for (int i = 0; i < domain.cards().size() && i < MOST_CARDS; i++) {
            Domain.Card card = domain.cards().get(i);
            Plug plug = card.plug();
            String bridge =
                    switch (plug.kind()) {
                        case USER -> "";
                        case BRIDGE, OVS -> ",bridge=" + plug.name();
                        case NETWORK, DIRECT, NONE -> ",bridge=" + FIRST_BRIDGE;
                    };
            String tag = plug.vlan().isPresent() ? ",tag=" + plug.vlan().getAsInt() : "";
            field(
                    "net" + i,
                    card.model() + "=" + card.mac().orElse(madeAddress(domain.uuid(), i)) + bridge + tag
                            + (card.connected() ? "" : ",link_down=1"));
        }
    }

    /** QEMU's own vendor number and three bytes that stay the same. */
    private static String madeAddress(UUID machine, int number) {
        long own = machine.getLeastSignificantBits() + number;
        return "52:54:00:%02x:%02x:%02x".formatted(own >> 16 & 0xff, own >> 8 & 0xff, own & 0xff);
    }
}
