package org.p2vworkbench.fixups.windows.facts;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.p2vworkbench.fixups.registry.HiveKey;

/**
 * A driver or service (SYSTEM\...\Services\NAME).
 *
 * @param name as the key is spelt
 * @param start as it says; see {@link #startsAs}
 * @param override from Windows 8 on, what holds in place of {@code start} (StartOverride\0)
 * @param type bits: 1 kernel driver, 2 file system driver, 0x10 and 0x20 programs
 * @param errorControl 3 stops the start of Windows when the driver fails
 * @param group load order group; empty for most
 * @param imagePath as it says; empty means {@code system32\drivers\NAME.sys}
 */
public record Service(
        String name,
        Start start,
        Optional<Start> override,
        int type,
        int errorControl,
        String group,
        String imagePath,
        String displayName) {

    private static final int KERNEL_DRIVER = 1;
    private static final int FILE_SYSTEM_DRIVER = 2;

    /** When it is started. */
    public enum Start {
        BOOT,
        SYSTEM,
        AUTO,
        DEMAND,
        DISABLED,
        /** It does not say, or says something else: not a driver, then, or damaged. */
        UNKNOWN;

        static Start of(OptionalLong number) {
            return number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() < UNKNOWN.ordinal()
                    ? values()[(int) number.getAsLong()]
                    : UNKNOWN;
        }
    }

    static Service of(HiveKey key) throws IOException {
        Optional<HiveKey> override = key.child("StartOverride");
        return new Service(
                key.name(),
                Start.of(HiveReader.number(key, "Start")),
                override.isPresent()
                        ? Optional.of(Start.of(HiveReader.number(override.get(), "0")))
                                .filter(start -> start != Start.UNKNOWN)
                        : Optional.empty(),
                (int) HiveReader.number(key, "Type").orElse(0),
                (int) HiveReader.number(key, "ErrorControl").orElse(0),
                HiveReader.string(key, "Group"),
                HiveReader.string(key, "ImagePath"),
                HiveReader.string(key, "DisplayName"));
    }

    /** What Windows does with it. */
    public Start startsAs() {
        return override.orElse(start);
    }

    public boolean isDriver() {
        return type == KERNEL_DRIVER || type == FILE_SYSTEM_DRIVER;
    }

    /** Whether it starts without being asked for. */
    public boolean startsByItself() {
        return startsAs().ordinal() <= Start.AUTO.ordinal();
    }

    /** The file below the guest's root, with '/', as far as the path can be told; empty when it is outside. */
    public Optional<String> file(String systemRoot) {
        if (imagePath.isEmpty()) {
            return isDriver() ? Optional.of(systemRoot + "/system32/drivers/" + name + ".sys") : Optional.empty();
        }
        String path = imagePath.strip().replace("\"", "").replace('\\', '/').toLowerCase(Locale.ROOT);
        for (String prefix : new String[] {"/systemroot/", "%systemroot%/", "%windir%/"}) {
            if (path.startsWith(prefix)) {
                return Optional.of(systemRoot + "/" + path.substring(prefix.length()));
            }
        }
        if (path.startsWith("/??/")) {
            path = path.substring(4);
        }
        if (path.matches("c:/.*")) {
            return Optional.of(path.substring(2));
        }
        return path.startsWith("system32/") || path.startsWith("syswow64/")
                ? Optional.of(systemRoot + "/" + path)
                : Optional.empty();
    }
}
