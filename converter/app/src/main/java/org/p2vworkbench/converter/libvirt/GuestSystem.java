package org.p2vworkbench.converter.libvirt;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a machine is for: the system that runs on it, as far as its definition depends on it.
 *
 * @param major of Windows' own version, "6" of 6.1; 0 when it is not known
 * @param bits32 whether it is known to be one for 32-bit processors
 * @param osinfo its name in libosinfo's database, which management programs go by
 */
public record GuestSystem(Family family, int major, int minor, boolean bits32, Optional<String> osinfo) {

    public static final GuestSystem UNKNOWN = new GuestSystem(Family.OTHER, 0, 0, false, Optional.empty());

    private static final Pattern VERSION = Pattern.compile("(\\d{1,5})\\.(\\d{1,5}).*");
    /** "winnetenterprise", "windows9Guest", "Microsoft Windows Server", and not "darwin". */
    private static final Pattern WINDOWS = Pattern.compile("(?i)(^|\\s)(win|longhorn|vista)");

    private static final Pattern LINUX =
            Pattern.compile("(?i)linux|debian|ubuntu|rhel|centos|sles|suse|fedora|redhat|red hat|oracle");

    /** Whose it is, as far as it makes a difference. */
    public enum Family {
        WINDOWS,
        LINUX,
        OTHER
    }

    /**
     * @param facts what the repair of the guest found; empty when it was not looked at
     * @param hint the source's own word for the system
     */
    public static GuestSystem of(Map<String, String> facts, Optional<String> hint) {
        String kind = facts.getOrDefault("kind", "");
        boolean bits32 = facts.getOrDefault("architecture", "").equals("x86");
        if (kind.equals("windows")) {
            Matcher version = VERSION.matcher(facts.getOrDefault("version", ""));
            boolean known = version.matches();
            return new GuestSystem(
                    Family.WINDOWS,
                    known ? Integer.parseInt(version.group(1)) : 0,
                    known ? Integer.parseInt(version.group(2)) : 0,
                    bits32,
                    OsinfoId.ofWindows(facts));
        }
        if (kind.equals("linux")) {
            return new GuestSystem(Family.LINUX, 0, 0, bits32, OsinfoId.ofLinux(facts));
        }
        return new GuestSystem(family(hint.orElse("").toLowerCase(Locale.ROOT)), 0, 0, false, Optional.empty());
    }

    private static Family family(String hint) {
        return WINDOWS.matcher(hint).find()
                ? Family.WINDOWS
                : LINUX.matcher(hint).find() ? Family.LINUX : Family.OTHER;
    }

    boolean isWindows() {
        return family == Family.WINDOWS;
    }

    /** Whether it is known to be a Windows from before this version. */
    boolean isWindowsBefore(int otherMajor, int otherMinor) {
        return isKnownWindows() && (major < otherMajor || major == otherMajor && minor < otherMinor);
    }

    /** Whether it is known to be this version of Windows or a later one. */
    boolean isWindowsFrom(int otherMajor, int otherMinor) {
        return isKnownWindows() && !isWindowsBefore(otherMajor, otherMinor);
    }

    private boolean isKnownWindows() {
        return isWindows() && major > 0;
    }
}
