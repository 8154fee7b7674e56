package org.p2vworkbench.fixups.linux.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An interface name that udev made of a card's place on the PCI bus, {@code enp3s0f1} (systemd.net-naming-scheme(7),
 * ID_NET_NAME_PATH). Numbers in the name are decimal, in the address hexadecimal. Names by slot and by the board's own
 * numbering, {@code ens3} and {@code eno1}, say nothing of the bus.
 */
final class PathName {

    private static final Pattern PATH =
            Pattern.compile("en(?:P(\\d{1,5}))?p(\\d{1,3})s(\\d{1,2})(?:f(\\d))?(?:n\\w+|d\\d+)?");

    private PathName() {}

    /** "0000:03:00.1"; empty for a name of another kind. */
    static Optional<String> pciAddress(String name) {
        Matcher path = PATH.matcher(name);
        return path.matches()
                ? Optional.of("%04x:%02x:%02x.%d"
                        .formatted(
                                number(path.group(1)),
                                number(path.group(2)),
                                number(path.group(3)),
                                number(path.group(4))))
                : Optional.empty();
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
