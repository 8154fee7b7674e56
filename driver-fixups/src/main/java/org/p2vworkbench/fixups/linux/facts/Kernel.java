package org.p2vworkbench.fixups.linux.facts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kernel that a boot loader may start.
 *
 * @param version as its modules' folder is called
 * @param image its file
 * @param initramfs the initial RAM disk's file; empty when it boots without
 */
public record Kernel(String version, String image, Optional<String> initramfs, ModuleSet modules, KernelConfig config) {

    private static final Pattern NUMBERS = Pattern.compile("^(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");

    /** Whether it can drive something: by a module file or by itself. */
    public boolean has(String driver) {
        return modules.module(driver).isPresent() || isBuiltIn(driver);
    }

    public boolean isBuiltIn(String driver) {
        return modules.builtIn().contains(driver) || config.hasBuiltIn(driver);
    }

    /**
     * Whether it runs under Xen only. The ports from before kernels could do both set symbols of their own ({@code
     * X86_XEN}, {@code X86_64_XEN}, {@code XEN_UNPRIVILEGED_GUEST}); without a config the name has to tell.
     */
    public boolean needsXen() {
        if (config.isKnown()) {
            return config.isSet("X86_XEN")
                    || config.isSet("X86_64_XEN")
                    || config.isSet("XEN_UNPRIVILEGED_GUEST")
                    || config.isSet("XEN_PRIVILEGED_GUEST") && !config.isSet("PARAVIRT");
        }
        return version.matches(".*xen(-.*)?$");
    }

    /** Whether it uses one processor however many there are. */
    public boolean usesOneCpu() {
        return config.isKnown() && !config.isSet("SMP");
    }

    public boolean isAtLeast(int major, int minor, int patch) {
        Matcher numbers = NUMBERS.matcher(version);
        if (!numbers.matches()) {
            return false;
        }
        long own =
                number(numbers.group(1)) * 100_000_000L + number(numbers.group(2)) * 10_000L + number(numbers.group(3));
        return own >= major * 100_000_000L + minor * 10_000L + patch;
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
