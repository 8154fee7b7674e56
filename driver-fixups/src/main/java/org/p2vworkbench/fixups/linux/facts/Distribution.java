package org.p2vworkbench.fixups.linux.facts;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.interfaces.Assignments;

/**
 * Whose Linux it is.
 *
 * @param id as os-release has it, also for systems from before there was one: "rhel", "centos", "sles", "debian"
 * @param version "5.11"; empty when it does not say
 * @param name as it calls itself
 */
public record Distribution(String id, String version, String name, Family family) {

    /** Distributions that do the same things in the same places. */
    public enum Family {
        REDHAT,
        SUSE,
        DEBIAN,
        ARCH,
        OTHER
    }

    private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)*)");
    private static final Pattern PATCH_LEVEL = Pattern.compile("PATCHLEVEL\\s*=\\s*(\\d+)");

    /** First words of release files, from which the id follows. */
    private static final Map<String, String> RED_HATS = Map.of(
            "CentOS", "centos",
            "Red Hat", "rhel",
            "Fedora", "fedora",
            "Scientific", "scientific",
            "Oracle", "ol",
            "Enterprise Linux Enterprise", "ol",
            "Rocky", "rocky",
            "AlmaLinux", "almalinux");

    static Distribution of(GuestTree guest) throws IOException {
        for (String file : new String[] {"/etc/os-release", "/usr/lib/os-release"}) {
            Optional<String> text = guest.text(file);
            if (text.isPresent() && !Assignments.of(text.get()).value("ID").isEmpty()) {
                return fromOsRelease(Assignments.of(text.get()));
            }
        }
        Optional<String> redHat = guest.text("/etc/redhat-release");
        if (redHat.isPresent()) {
            return redHat(redHat.get().strip());
        }
        Optional<String> suse = guest.text("/etc/SuSE-release");
        if (suse.isPresent()) {
            return suse(suse.get());
        }
        Optional<String> ubuntu = guest.text("/etc/lsb-release").filter(text -> text.contains("Ubuntu"));
        if (ubuntu.isPresent()) {
            Assignments values = Assignments.of(ubuntu.get());
            return new Distribution(
                    "ubuntu", values.value("DISTRIB_RELEASE"), values.value("DISTRIB_DESCRIPTION"), Family.DEBIAN);
        }
        Optional<String> debian = guest.text("/etc/debian_version");
        if (debian.isPresent()) {
            String version = debian.get().strip();
            return new Distribution("debian", version, "Debian " + version, Family.DEBIAN);
        }
        return new Distribution("unknown", "", "an unknown Linux", Family.OTHER);
    }

    private static Distribution fromOsRelease(Assignments values) {
        String id = values.value("ID").toLowerCase(Locale.ROOT);
        String name = values.value("PRETTY_NAME").isEmpty() ? id : values.value("PRETTY_NAME");
        return new Distribution(id, values.value("VERSION_ID"), name, family(id + " " + values.value("ID_LIKE")));
    }

    private static Family family(String ids) {
        if (ids.matches(".*\\b(rhel|fedora|centos|ol|rocky|almalinux|scientific|amzn)\\b.*")) {
            return Family.REDHAT;
        }
        if (ids.matches(".*\\b(sles|sled|suse|opensuse\\S*|sles_sap)\\b.*")) {
            return Family.SUSE;
        }
        if (ids.matches(".*\\b(debian|ubuntu)\\b.*")) {
            return Family.DEBIAN;
        }
        return ids.matches(".*\\barch\\b.*") ? Family.ARCH : Family.OTHER;
    }

    private static Distribution redHat(String name) {
        String id = RED_HATS.entrySet().stream()
                .filter(each -> name.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("rhel");
        // "Red Hat Enterprise Linux AS release 4 (Nahant Update 8)" is 4.8.
        Matcher update =
                Pattern.compile("release (\\d+) \\(\\S+ Update (\\d+)\\)").matcher(name);
        String version = update.find() ? update.group(1) + "." + update.group(2) : firstNumber(name);
        return new Distribution(id, version, name, Family.REDHAT);
    }

    private static Distribution suse(String text) {
        String name = text.lines().findFirst().orElse("SUSE").strip();
        String id = name.contains("Enterprise Server") ? "sles" : name.contains("Enterprise") ? "sled" : "opensuse";
        Matcher patchLevel = PATCH_LEVEL.matcher(text);
        boolean patched = patchLevel.find() && !patchLevel.group(1).equals("0");
        return new Distribution(id, firstNumber(name) + (patched ? "." + patchLevel.group(1) : ""), name, Family.SUSE);
    }

    private static String firstNumber(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.find() ? number.group(1) : "";
    }

    /** The version's first number; -1 when it has none. */
    public int major() {
        String first = version.split("\\.")[0];
        return first.matches("\\d{1,6}") ? Integer.parseInt(first) : -1;
    }
}
