package org.p2vworkbench.fixups.description;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2vworkbench.fixups.guest.GuestEntry;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.facts.Kernel;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest;
import org.p2vworkbench.fixups.linux.loader.BootLoader;

/**
 * A Linux, by its files. Its configuration is handed on as it is: whoever reports on running machines can read it already.
 *
 * @param kernel that boots by default; empty when there is none
 * @param bits of its programs; empty when nobody can tell
 * @param bootLoaders "grub2", "lilo"
 * @param services that start by themselves
 * @param configuration texts by path without the first slash: "etc/fstab"
 */
public record LinuxDescription(
        String kernel,
        Optional<Integer> bits,
        String hostName,
        List<String> bootLoaders,
        List<String> services,
        Map<String, String> configuration) {

    private static final int MOST_SERVICES = 500;

    /** Nobody's configuration is longer. */
    private static final long LONGEST_BYTES = 1 << 20;

    private static final int MOST_FILES = 200;

    private static final List<String> FILES = List.of(
            "etc/os-release",
            "etc/centos-release",
            "etc/redhat-release",
            "etc/SuSE-release",
            "etc/debian_version",
            "etc/fstab",
            "etc/crypttab",
            "etc/timezone",
            "etc/adjtime",
            "etc/sysconfig/clock",
            "etc/resolv.conf",
            "etc/network/interfaces",
            "etc/udev/rules.d/70-persistent-net.rules");

    private static final List<String> FOLDERS = List.of(
            "etc/sysconfig/network-scripts",
            "etc/sysconfig/network",
            "etc/netplan",
            "etc/NetworkManager/system-connections",
            "etc/systemd/network");

    public LinuxDescription {
        bootLoaders = List.copyOf(bootLoaders);
        services = List.copyOf(services);
        configuration = Map.copyOf(configuration);
    }

    /** @param systems see {@link GuestDescription#systems} */
    public static GuestDescription of(GuestTree guest, LinuxGuest facts, int systems) throws IOException {
        LinuxDescription linux = new LinuxDescription(
                facts.kernels().stream().findFirst().map(Kernel::version).orElse(""),
                bits(facts.architecture()),
                hostName(guest),
                facts.bootLoaders().stream()
                        .map(LinuxDescription::name)
                        .sorted()
                        .distinct()
                        .toList(),
                services(guest),
                configuration(guest));
        return new GuestDescription(systems, Rooms.of(guest, "/"), Optional.empty(), Optional.of(linux));
    }

    private static Optional<Integer> bits(LinuxGuest.Architecture architecture) {
        return switch (architecture) {
            case X86 -> Optional.of(32);
            case X86_64 -> Optional.of(64);
            case OTHER, UNKNOWN -> Optional.empty();
        };
    }

    /** Entries as the Boot Loader Specification has them are systemd-boot's where no GRUB is. */
    private static String name(BootLoader loader) {
        return switch (loader) {
            case GRUB2 -> "grub2";
            case GRUB_LEGACY -> "grub-legacy";
            case BLS -> "systemd-boot";
            case SYSLINUX -> "extlinux";
            case LILO -> "lilo";
            case ELILO -> "elilo";
        };
    }

    /** hostname(5); before it, Red Hat's network file and SUSE's HOSTNAME. */
    private static String hostName(GuestTree guest) throws IOException {
        for (String file : List.of("/etc/hostname", "/etc/HOSTNAME")) {
            Optional<String> name = guest.text(file).flatMap(text -> text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .findFirst());
            if (name.isPresent()) {
                return name.get();
            }
        }
        return guest.text("/etc/sysconfig/network")
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("HOSTNAME="))
                        .map(line -> line.substring("HOSTNAME=".length()).replace("\"", ""))
                        .findFirst())
                .orElse("");
    }

    /** Links of systemd.unit(5) below what is wanted, and scripts that run levels 3 and 2 start. */
    private static List<String> services(GuestTree guest) throws IOException {
        Set<String> services = new TreeSet<>();
        for (String name : guest.names("/etc/systemd/system/multi-user.target.wants")) {
            if (name.endsWith(".service")) {
                services.add(name.substring(0, name.length() - ".service".length()));
            }
        }
        for (String folder : List.of("/etc/rc3.d", "/etc/rc2.d", "/etc/rc.d/rc3.d", "/etc/init.d/rc3.d")) {
            for (String name : guest.names(folder)) {
                if (name.matches("S[0-9]{2}.+")) {
                    services.add(name.substring(3));
                }
            }
        }
        return services.stream().limit(MOST_SERVICES).toList();
    }

    private static Map<String, String> configuration(GuestTree guest) throws IOException {
        List<String> paths = new ArrayList<>(FILES);
        for (String folder : FOLDERS) {
            // The names become files of this host for a moment, so they may be nothing but names.
            guest.names("/" + folder).stream()
                    .filter(name -> name.matches("[A-Za-z0-9_][A-Za-z0-9_.@ -]{0,200}"))
                    .limit(MOST_FILES)
                    .forEach(name -> paths.add(folder + "/" + name));
        }
        Map<String, String> texts = new TreeMap<>();
        for (String path : paths) {
            Optional<GuestEntry> file = guest.find("/" + path);
            if (file.isPresent()
                    && file.get().kind() == GuestEntry.Kind.FILE
                    && file.get().size() <= LONGEST_BYTES) {
                texts.put(path, guest.read("/" + path).text());
            }
        }
        Optional<String> vendors =
                texts.containsKey("etc/os-release") ? Optional.empty() : guest.text("/usr/lib/os-release");
        vendors.ifPresent(text -> texts.put("etc/os-release", text));
        return texts;
    }
}
