package org.p2vworkbench.agent.inventory.survey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.p2vworkbench.agent.inventory.MachineInventory;

/** The Linux system that runs: what it calls itself, how it starts, what it mounts. */
record GuestCollector(Path root, Observer observer, MachineInventory machine, Answers answers) {

    private static final String NO_FILE = "there is no such file";

    /** Of distributions before os-release(5): the file, and what it is called there. */
    private static final List<List<String>> OLD_RELEASES = List.of(
            List.of("etc/centos-release", "centos"),
            List.of("etc/redhat-release", "rhel"),
            List.of("etc/SuSE-release", "suse"),
            List.of("etc/debian_version", "debian"));

    private static final List<List<String>> BOOT_LOADERS = List.of(
            List.of("boot/grub/grub.cfg", "grub2"),
            List.of("boot/grub2/grub.cfg", "grub2"),
            List.of("boot/grub/menu.lst", "grub-legacy"),
            List.of("boot/grub/grub.conf", "grub-legacy"),
            List.of("etc/lilo.conf", "lilo"),
            List.of("etc/elilo.conf", "elilo"),
            List.of("boot/loader/loader.conf", "systemd-boot"),
            List.of("boot/syslinux/syslinux.cfg", "syslinux"),
            List.of("boot/extlinux/extlinux.conf", "extlinux"));

    Guest collect() {
        AddressFiles addresses = new AddressFiles(root);
        MountedFilesystems mounts = new MountedFilesystems(root, answers);
        return new Guest(
                observer.saw("linux", "kernel"),
                release("ID", 1),
                observer.text(name(), "etc/os-release", NO_FILE),
                release("VERSION_ID", 2),
                observer.text(machine.systemVersion(), "proc/sys/kernel/osrelease", NO_FILE),
                bits(),
                observer.text(machine.hostName(), "proc/sys/kernel/hostname", NO_FILE),
                observer.text(domain(), "etc/resolv.conf", "none is set"),
                timeZone(),
                clockInUtc(),
                observer.saw(bootLoaders(), "boot"),
                observer.unknown(
                        "boot/initrd", "only read by 'p2v fixup --dry-run' on the copied or connected machine"),
                observer.saw(mounts.table(), "etc/fstab"),
                observer.saw(mounts.inUse(), "proc/self/mountinfo"),
                observer.saw(addresses.settings(), "etc"),
                observer.saw(nameServers(), "etc/resolv.conf"),
                observer.saw(gateways(), "proc/net/route"),
                observer.saw(encrypted(), "etc/crypttab"),
                observer.saw(
                        new TextFile(root.resolve("etc/udev/rules.d/70-persistent-net.rules")).exists(),
                        "etc/udev/rules.d"),
                observer.saw(TextFile.names(root.resolve("sys/class/iscsi_session")), "sys/class/iscsi_session"),
                packages());
    }

    /** @param fallback 1: the name, 2: the number of the old files */
    private Fact<String> release(String key, int fallback) {
        String said = new TextFile(root.resolve("etc/os-release")).setting(key);
        if (!said.isEmpty()) {
            return observer.saw(said, "etc/os-release");
        }
        for (List<String> old : OLD_RELEASES) {
            String text = new TextFile(root.resolve(old.get(0))).text().strip();
            if (!text.isEmpty()) {
                String number = text.replaceAll("(?s)^\\D*(\\d+(\\.\\d+)*).*$", "$1");
                return observer.saw(fallback == 1 ? old.get(1) : number, old.get(0), 0.9);
            }
        }
        return observer.unknown("etc/os-release", NO_FILE);
    }

    private String name() {
        String pretty = new TextFile(root.resolve("etc/os-release")).setting("PRETTY_NAME");
        return !pretty.isEmpty()
                ? pretty
                : OLD_RELEASES.stream()
                        .map(old -> new TextFile(root.resolve(old.get(0)))
                                .text()
                                .lines()
                                .findFirst()
                                .map(line -> old.get(1).equals("debian") ? "Debian GNU/Linux " + line : line)
                                .orElse(""))
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .orElse("");
    }

    private Fact<Long> bits() {
        String architecture = machine.processor().architecture();
        return architecture.isEmpty()
                ? observer.unknown("kernel", "this Java does not say it")
                : observer.saw(architecture.contains("64") ? 64L : 32L, "os.arch", 0.9);
    }

    private String domain() {
        return new TextFile(root.resolve("etc/resolv.conf"))
                .settings().stream()
                        .filter(line -> line.startsWith("search ") || line.startsWith("domain "))
                        .map(line -> line.split("\\s+")[1])
                        .findFirst()
                        .orElse("");
    }

    private List<String> nameServers() {
        return new TextFile(root.resolve("etc/resolv.conf"))
                .settings().stream()
                        .filter(line -> line.matches("nameserver\\s+\\S+.*"))
                        .map(line -> line.split("\\s+")[1])
                        .toList();
    }

    /** Columns: interface, destination, gateway, ...; addresses are hexadecimal, in the order of the processor. */
    private List<String> gateways() {
        return new TextFile(root.resolve("proc/net/route"))
                .lines().stream()
                        .map(line -> line.strip().split("\\s+"))
                        .filter(words -> words.length > 2
                                && words[1].equals("00000000")
                                && words[2].matches("[0-9A-F]{8}")
                                && !words[2].equals("00000000"))
                        .map(words -> HexAddress.of(words[2]))
                        .distinct()
                        .toList();
    }

    private Fact<String> timeZone() {
        String written = new TextFile(root.resolve("etc/timezone")).text().strip();
        if (!written.isEmpty()) {
            return observer.saw(written, "etc/timezone");
        }
        String zone = new TextFile(root.resolve("etc/sysconfig/clock")).setting("ZONE");
        if (!zone.isEmpty()) {
            return observer.saw(zone, "etc/sysconfig/clock");
        }
        Path link = root.resolve("etc/localtime");
        try {
            String target =
                    Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
            return observer.text(target.replaceAll("^.*zoneinfo/", ""), "etc/localtime", NO_FILE);
        } catch (IOException unreadable) {
            return observer.unknown("etc/localtime", "it may not be read");
        }
    }

    /** hwclock(8): the third line of adjtime is UTC or LOCAL; without the file it is UTC. */
    private Fact<Boolean> clockInUtc() {
        List<String> lines = new TextFile(root.resolve("etc/adjtime")).lines();
        return observer.saw(lines.size() < 3 || !lines.get(2).strip().equals("LOCAL"), "etc/adjtime", 0.9);
    }

    private List<String> bootLoaders() {
        return BOOT_LOADERS.stream()
                .filter(known -> Files.exists(root.resolve(known.get(0))))
                .map(known -> known.get(1))
                .distinct()
                .toList();
    }

    private List<String> encrypted() {
        List<String> open = new ArrayList<>(new TextFile(root.resolve("etc/crypttab"))
                .settings().stream()
                        // Swap with a random key holds nothing that outlives a boot.
                        .filter(line -> !line.contains("/dev/urandom") && !line.contains("/dev/random"))
                        .map(line -> line.split("\\s+")[0])
                        .toList());
        new VolumeCollector(root)
                .collect().stream()
                        .filter(volume -> volume.kind().equals("crypt"))
                        .map(Volume::name)
                        .filter(name -> !open.contains(name))
                        .forEach(open::add);
        return open;
    }

    private Fact<Long> packages() {
        long dpkg = new TextFile(root.resolve("var/lib/dpkg/status"))
                .lines().stream()
                        .filter(line -> line.startsWith("Status: install ok installed"))
                        .count();
        return observer.positive(dpkg, "var/lib/dpkg/status", "no dpkg database; that of rpm is not read");
    }

    static boolean isNetwork(String type) {
        return Stream.of(
                        "nfs", "nfs4", "cifs", "smbfs", "smb3", "glusterfs", "ceph", "afs", "ncpfs", "9p", "fuse.sshfs")
                .anyMatch(type::equals);
    }
}
