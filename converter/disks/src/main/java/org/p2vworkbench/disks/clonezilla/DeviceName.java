package org.p2vworkbench.disks.clonezilla;

import java.util.regex.Pattern;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * What Clonezilla calls a device in file names: its path below /dev with hyphens for slashes, and below /dev/mapper
 * without that folder. Names lead to files, so nothing else is let through.
 */
final class DeviceName {

    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*(/[A-Za-z0-9_][A-Za-z0-9._+-]*)*");
    private static final int LONGEST = 200;

    private DeviceName() {}

    /** @param in the file that names the device, for errors */
    static String of(String device, ImageFiles files, String in) throws DiskFormatException {
        String below = device.startsWith("/dev/") ? device.substring("/dev/".length()) : device;
        String plain = below.startsWith("mapper/") ? below.substring("mapper/".length()) : below;
        if (plain.length() > LONGEST || !PLAIN.matcher(plain).matches()) {
            throw files.damaged(
                    in,
                    "names the device '%s', and no device has such a name".formatted(device),
                    "The file was changed or damaged; look into it before you trust this image.");
        }
        return plain.replace('/', '-');
    }
}
