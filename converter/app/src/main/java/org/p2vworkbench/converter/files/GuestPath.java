package org.p2vworkbench.converter.files;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path as an operator names it: {@code /etc/fstab}, {@code C:\boot.ini}, {@code /dev/sda1:/boot.ini}.
 *
 * @param device of the appliance, in front of a colon
 * @param drive upper-case letter of a Windows drive
 * @param path absolute, with slashes, without empty elements; never contains dots that lead upwards
 */
public record GuestPath(Optional<String> device, Optional<String> drive, String path) {

    private static final Pattern ON_DEVICE = Pattern.compile("(?:/dev/)?([^:/\\\\][^:]+):(/.*|)", Pattern.DOTALL);
    private static final Pattern ON_DRIVE = Pattern.compile("([A-Za-z]):([\\\\/].*|)", Pattern.DOTALL);

    public static GuestPath parse(String typed) {
        Matcher onDrive = ON_DRIVE.matcher(typed);
        if (onDrive.matches()) {
            return new GuestPath(
                    Optional.empty(),
                    Optional.of(onDrive.group(1).toUpperCase(Locale.ROOT)),
                    normal(onDrive.group(2).replace('\\', '/')));
        }
        Matcher onDevice = ON_DEVICE.matcher(typed);
        if (onDevice.matches()) {
            return new GuestPath(Optional.of("/dev/" + onDevice.group(1)), Optional.empty(), normal(onDevice.group(2)));
        }
        boolean windows = typed.startsWith("\\");
        return new GuestPath(Optional.empty(), Optional.empty(), normal(windows ? typed.replace('\\', '/') : typed));
    }

    /** Dots are taken as typed, before any link is followed, as a shell does. */
    private static String normal(String path) {
        StringBuilder normal = new StringBuilder();
        for (String element : path.split("/")) {
            if (element.equals("..")) {
                normal.setLength(Math.max(0, normal.lastIndexOf("/")));
            } else if (!element.isEmpty() && !element.equals(".")) {
                normal.append('/').append(element);
            }
        }
        return normal.isEmpty() ? "/" : normal.toString();
    }
}
