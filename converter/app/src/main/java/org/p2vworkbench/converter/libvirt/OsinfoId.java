package org.p2vworkbench.converter.libvirt;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What libosinfo's database (osinfo-db 20221130) calls a system. Programs that do not know a name take the machine for
 * any other, so a release that came after the database costs nothing.
 */
final class OsinfoId {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,5})(?:\\.(\\d{1,5}))?(?:\\.(\\d{1,9}))?.*");

    private static final int FIRST_BUILD_OF_11 = 22_000;
    private static final int FIRST_BUILD_OF_2019 = 17_763;
    private static final int FIRST_BUILD_OF_2022 = 20_348;
    private static final int FIRST_BUILD_OF_2025 = 26_100;

    private OsinfoId() {}

    static Optional<String> ofWindows(Map<String, String> facts) {
        Matcher version = NUMBERS.matcher(facts.getOrDefault("version", ""));
        if (!version.matches()) {
            return Optional.empty();
        }
        boolean server = !facts.getOrDefault("role", "client").equals("client");
        String numbers = version.group(1) + "." + number(version.group(2));
        return windows(numbers, number(version.group(3)), server, facts.getOrDefault("product", ""))
                .map("http://microsoft.com/"::concat);
    }

    private static Optional<String> windows(String version, int build, boolean server, String product) {
        return switch (version) {
            case "4.0" -> Optional.of("winnt/4.0");
            case "5.0" -> Optional.of("win/2k");
            case "5.1" -> Optional.of("win/xp");
            case "5.2" -> Optional.of(!server ? "win/xp" : product.contains("R2") ? "win/2k3r2" : "win/2k3");
            case "6.0" -> Optional.of(server ? "win/2k8" : "win/vista");
            case "6.1" -> Optional.of(server ? "win/2k8r2" : "win/7");
            case "6.2" -> Optional.of(server ? "win/2k12" : "win/8");
            case "6.3" -> Optional.of(server ? "win/2k12r2" : "win/8.1");
            case "10.0" -> Optional.of(server ? serverOf10(build) : build < FIRST_BUILD_OF_11 ? "win/10" : "win/11");
            default -> Optional.empty();
        };
    }

    private static String serverOf10(int build) {
        return build < FIRST_BUILD_OF_2019
                ? "win/2k16"
                : build < FIRST_BUILD_OF_2022 ? "win/2k19" : build < FIRST_BUILD_OF_2025 ? "win/2k22" : "win/2k25";
    }

    static Optional<String> ofLinux(Map<String, String> facts) {
        String id = facts.getOrDefault("distribution", "");
        if (id.equals("opensuse-tumbleweed")) {
            return Optional.of("http://opensuse.org/opensuse/tumbleweed");
        }
        Matcher version = NUMBERS.matcher(facts.getOrDefault("version", ""));
        if (!version.matches()) {
            return Optional.empty();
        }
        int major = number(version.group(1));
        String full = major + "." + number(version.group(2));
        return linux(id, major, full, facts.getOrDefault("product", "")).map("http://"::concat);
    }

    private static Optional<String> linux(String id, int major, String full, String product) {
        return switch (id) {
            case "debian" -> Optional.of("debian.org/debian/" + (major == 3 && full.equals("3.1") ? full : "" + major));
            // Ubuntu's months have two digits: 8.04 is read as 8 and 4.
            case "ubuntu" -> Optional.of("ubuntu.com/ubuntu/" + full.replaceFirst("\\.(\\d)$", ".0$1"));
            case "rhel" -> Optional.of("redhat.com/rhel/" + full);
            case "fedora" -> Optional.of("fedoraproject.org/fedora/" + major);
            case "centos" ->
                Optional.of(
                        product.contains("Stream")
                                ? "centos.org/centos-stream/" + major
                                : "centos.org/centos/" + (major < 8 ? full : "" + major));
            case "rocky" -> Optional.of("rockylinux.org/rocky/" + major);
            case "almalinux" -> Optional.of("almalinux.org/almalinux/" + major);
            case "ol" -> Optional.of("oracle.com/ol/" + full);
            case "sles" -> Optional.of("suse.com/" + (major < 15 ? "sles/" : "sle/") + withoutZero(full));
            case "opensuse", "opensuse-leap" -> Optional.of("opensuse.org/opensuse/" + full);
            default -> Optional.empty();
        };
    }

    /** A first release is "15" here, the next one "15.1". */
    private static String withoutZero(String version) {
        return version.endsWith(".0") ? version.substring(0, version.length() - 2) : version;
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
