package org.p2vworkbench.fixups.windows.facts;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.p2vworkbench.fixups.registry.Hive;

/**
 * Which Windows this is (SOFTWARE\Microsoft\Windows NT\CurrentVersion, SYSTEM\...\Control\ProductOptions).
 *
 * @param product "Windows 7 Ultimate", as it names itself: Windows 11 calls itself 10
 * @param build 0 when it does not say
 * @param servicePack "Service Pack 1"; empty when none is installed
 * @param edition "Ultimate"; empty before Windows 7
 * @param role what it is installed as
 */
public record WindowsVersion(
        String product,
        int major,
        int minor,
        int build,
        String servicePack,
        String edition,
        Role role,
        Architecture architecture) {

    private static final String CURRENT = "Microsoft\\Windows NT\\CurrentVersion";
    private static final int FIRST_BUILD_OF_11 = 22_000;
    private static final int FIRST_BUILD_OF_2025 = 26_100;
    private static final int FIRST_BUILD_OF_2022 = 20_348;
    private static final int FIRST_BUILD_OF_2019 = 17_763;

    /** SYSTEM\...\Control\ProductOptions\ProductType. */
    public enum Role {
        CLIENT,
        SERVER,
        DOMAIN_CONTROLLER
    }

    /** What its kernel is made for. */
    public enum Architecture {
        X86("x86"),
        X64("amd64"),
        ARM64("arm64"),
        IA64("ia64"),
        OTHER("");

        private final String folder;

        Architecture(String folder) {
            this.folder = folder;
        }

        /** Its name in driver folders, lower case. */
        public String folder() {
            return folder;
        }
    }

    static WindowsVersion of(Hive software, HiveReader control) throws IOException {
        HiveReader in = new HiveReader(software);
        String legacy = in.string(CURRENT, "CurrentVersion");
        OptionalLong major = in.number(CURRENT, "CurrentMajorVersionNumber");
        OptionalLong minor = in.number(CURRENT, "CurrentMinorVersionNumber");
        if (legacy.isEmpty() && major.isEmpty()) {
            throw new NoWindowsException("%s has no %s\\CurrentVersion".formatted(software.name(), CURRENT));
        }
        boolean since10 = major.isPresent() && minor.isPresent();
        // XP writes "1.511.1 () (Obsolete data - do not use)" into CurrentBuild.
        String build = in.string(CURRENT, "CurrentBuildNumber");
        return new WindowsVersion(
                in.string(CURRENT, "ProductName"),
                since10 ? (int) major.getAsLong() : leading(legacy, 0),
                since10 ? (int) minor.getAsLong() : leading(legacy, 1),
                leading(build.isEmpty() ? in.string(CURRENT, "CurrentBuild") : build, 0),
                in.string(CURRENT, "CSDVersion"),
                in.string(CURRENT, "EditionID"),
                role(control.string("ProductOptions", "ProductType")),
                architecture(control.string("Session Manager\\Environment", "PROCESSOR_ARCHITECTURE")));
    }

    private static Role role(String productType) {
        return switch (productType.toLowerCase(Locale.ROOT)) {
            case "lanmannt" -> Role.DOMAIN_CONTROLLER;
            case "servernt" -> Role.SERVER;
            default -> Role.CLIENT;
        };
    }

    private static Architecture architecture(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "x86" -> Architecture.X86;
            case "amd64" -> Architecture.X64;
            case "arm64" -> Architecture.ARM64;
            case "ia64" -> Architecture.IA64;
            default -> Architecture.OTHER;
        };
    }

    /** The nth number of "6.1"; 0 when there is none. */
    private static int leading(String text, int nth) {
        String[] parts = text.strip().split("\\.");
        String digits = nth < parts.length ? parts[nth].replaceAll("\\D.*", "") : "";
        return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }

    public boolean atLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || major == wantedMajor && minor >= wantedMinor;
    }

    public boolean isServer() {
        return role != Role.CLIENT;
    }

    public boolean is64Bit() {
        return architecture == Architecture.X64 || architecture == Architecture.ARM64;
    }

    /** The release in the words of everybody: "XP", "2003", "7", "2008 R2", "11"; empty for what nobody knows. */
    public Optional<String> release() {
        boolean server = isServer();
        return Optional.ofNullable(
                switch (major * 100 + minor) {
                    case 400 -> "NT 4.0";
                    case 500 -> "2000";
                    case 501 -> "XP";
                    // XP for x64 is Server 2003 below.
                    case 502 -> server ? "2003" : "XP x64";
                    case 600 -> server ? "2008" : "Vista";
                    case 601 -> server ? "2008 R2" : "7";
                    case 602 -> server ? "2012" : "8";
                    case 603 -> server ? "2012 R2" : "8.1";
                    case 1000 -> server ? serverSince10() : build >= FIRST_BUILD_OF_11 ? "11" : "10";
                    default -> null;
                });
    }

    private String serverSince10() {
        if (build >= FIRST_BUILD_OF_2025) {
            return "2025";
        }
        if (build >= FIRST_BUILD_OF_2022) {
            return "2022";
        }
        return build >= FIRST_BUILD_OF_2019 ? "2019" : "2016";
    }
}
