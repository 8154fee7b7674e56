package org.p2vworkbench.fixups.linux.initramfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.linux.facts.KernelModule;
import org.p2vworkbench.fixups.linux.relocation.DeviceNames;

/**
 * The {@code /init} that Red Hat's mkinitrd writes for nash (nash(8), mkinitrd 4.2 of RHEL 4 to 6.0 of Fedora 11): it
 * loads the drivers it was made with line by line, then looks at the disks they found.
 */
record NashScript(String text) {

    private static final Pattern LOADS = Pattern.compile("^\\s*(?:insmod\\s+\\S+|modprobe\\s+.*)$");

    /** What must not come before the drivers. */
    private static final Pattern LOOKS = Pattern.compile(
            "^\\s*(?:stabilized|mkblkdevs|/sbin/udevstart|raidautorun|dmraid|dm |lvm |resume|mkrootdev|mkdmnod).*$");

    private static final Pattern ROOT = Pattern.compile("^(\\s*(?:mkrootdev|resume)\\s.*?)(\\S+)(\\s*)$");

    static Optional<NashScript> of(Initramfs image) {
        return image.text("init")
                .filter(text -> text.lines().findFirst().orElse("").contains("nash"))
                .map(NashScript::new);
    }

    /** By {@code insmod /lib/x.ko}; the last versions have modprobe. */
    boolean loadsByFile() {
        return text.lines().anyMatch(line -> line.matches("\\s*insmod\\s+/lib/[^/]+\\.ko.*"))
                || text.lines().noneMatch(line -> line.matches("\\s*modprobe\\s.*"));
    }

    /** The same, loading these too, behind what it loads already. */
    NashScript loading(List<KernelModule> modules) throws InitramfsFormatException {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int at = -1;
        for (int i = 0; i < lines.size(); i++) {
            at = LOADS.matcher(lines.get(i)).matches() ? i + 1 : at;
        }
        for (int i = 0; at < 0 && i < lines.size(); i++) {
            at = LOOKS.matcher(lines.get(i)).matches() ? i : at;
        }
        if (at < 0) {
            throw new InitramfsFormatException(0, "its script loads nothing and looks for no root filesystem");
        }
        List<String> loads = new ArrayList<>();
        for (KernelModule module : modules) {
            String file = module.path().substring(module.path().lastIndexOf('/') + 1);
            loads.add("echo \"Loading %s module\"".formatted(file));
            loads.add(loadsByFile() ? "insmod /lib/" + file : "modprobe -q " + module.name());
        }
        lines.addAll(at, loads);
        return new NashScript(String.join("\n", lines));
    }

    /** The same for the new machine's names; nash makes no links by UUID. */
    NashScript with(DeviceNames devices) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher root = ROOT.matcher(line);
            lines.add(root.matches() ? root.group(1) + newName(root.group(2), devices) + root.group(3) : line);
        }
        return new NashScript(String.join("\n", lines));
    }

    /** Some versions write the name without its folder. */
    private static String newName(String device, DeviceNames devices) {
        return device.startsWith("/dev/")
                ? devices.newName(device).orElse(device)
                : devices.newName("/dev/" + device)
                        .map(name -> name.substring("/dev/".length()))
                        .orElse(device);
    }
}
