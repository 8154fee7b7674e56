package org.p2vworkbench.agent.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The kernel's own name of a device. Paths are many and change from one boot to the next; while the machine runs, two
 * paths with the same number are the same device.
 */
public record DeviceNumber(int major, int minor) {

    private static final int FILE_TYPE = 0170000;
    private static final int BLOCK_DEVICE = 0060000;

    /** As sysfs and mountinfo write it: "8:1". */
    static Optional<DeviceNumber> parse(String text) {
        if (!text.matches("[0-9]{1,9}:[0-9]{1,9}")) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        return Optional.of(new DeviceNumber(
                Integer.parseInt(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1))));
    }

    /** The number packed as glibc and musl have it in {@code dev_t}: gnu_dev_major and gnu_dev_minor of sys/sysmacros.h. */
    static DeviceNumber unpacked(long dev) {
        long major = (dev >>> 8 & 0xfff) | (dev >>> 32 & 0xfffff000L);
        long minor = (dev & 0xff) | (dev >>> 12 & 0xffffff00L);
        return new DeviceNumber((int) major, (int) minor);
    }

    /** The block device that {@code path} leads to; empty when it leads to anything else, a regular file or a terminal. */
    public static Optional<DeviceNumber> ofNode(Path path) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode");
        return (mode & FILE_TYPE) == BLOCK_DEVICE
                ? Optional.of(unpacked((Long) Files.getAttribute(path, "unix:rdev")))
                : Optional.empty();
    }

    /** The device with the file system that {@code path} lies on. Some file systems make one up that no disk has. */
    public static DeviceNumber under(Path path) throws IOException {
        return unpacked((Long) Files.getAttribute(path, "unix:dev"));
    }

    @Override
    public String toString() {
        return major + ":" + minor;
    }
}
