package org.p2vworkbench.fixups.appliance;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A disk for the appliance. Where it is read-only, what the appliance writes all the same, a journal it replays for
 * instance, lands in a layer of its own and is gone with it.
 */
public final class GuestDrive {

    private final String file;
    private final Map<String, Object> options;

    private GuestDrive(String file, Map<String, Object> options) {
        this.file = file;
        this.options = options;
    }

    /** A disk that an NBD server has on a unix socket, under the empty name. */
    public static GuestDrive served(Path socket) {
        Map<String, Object> options = readOnly("raw");
        options.put("protocol", "nbd");
        options.put("server", new String[] {"unix:" + socket});
        return new GuestDrive("", options);
    }

    /** @param format is said and never guessed, because an image's first bytes may claim anything */
    public static GuestDrive image(Path file, String format) {
        return new GuestDrive(file.toAbsolutePath().toString(), readOnly(format));
    }

    /** A layer that takes what the repair writes; what is below it is only read. */
    public static GuestDrive layer(Path qcow2) {
        return new GuestDrive(qcow2.toAbsolutePath().toString(), new HashMap<>(Map.of("format", "qcow2")));
    }

    private static Map<String, Object> readOnly(String format) {
        Map<String, Object> options = new HashMap<>();
        options.put("readonly", Boolean.TRUE);
        options.put("format", format);
        return options;
    }

    String file() {
        return file;
    }

    Map<String, Object> options() {
        return options;
    }
}
