package org.p2vworkbench.converter.xl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One item of {@code disk = [...]} (xl-disk-configuration(5)): {@code target,format,vdev,access} and {@code key=value}
 * in any mixture, or the older {@code prefix:target,vdev:devtype,access} of xm.
 *
 * @param target file or device of the old host; empty for a CD-ROM drive with nothing in it
 * @param format "raw", "qcow2", ...
 * @param remote how the target is reached where it is not one of the old host's own: "rbd", "block-drbd"
 */
record XlDisk(String target, String format, XlDevice device, boolean cdrom, Optional<String> remote) {

    /** In the order of the positions; {@code target=} takes all that follows it, commas too. */
    private static final List<String> POSITIONS = List.of("target", "format", "vdev", "access");

    private static final List<String> OLD_POSITIONS = List.of("target", "vdev", "access");

    private static final Set<String> FORMATS = Set.of("raw", "qcow", "qcow2", "vhd", "qed");
    private static final Set<String> ACCESS = Set.of("r", "ro", "w", "rw", "w!", "r!");
    private static final Set<String> FLAGS =
            Set.of("cdrom", "direct-io-safe", "discard", "no-discard", "colo", "no-colo");

    private static final Pattern KEY = Pattern.compile("\\s*([a-z][a-z0-9_-]*)=(.*)", Pattern.DOTALL);
    private static final Pattern TAPE = Pattern.compile("\\s*(?:tap2?:)?tapdisk:|\\s*tap2?:");
    private static final Pattern PREFIX = Pattern.compile("(aio|ioemu|file|phy|raw|qcow2?|vhd|iscsi|e?nbd|drbd):(.*)");
    /** What qemu opens by itself, for xl's qdisk: "rbd:pool/image", "nbd://host". */
    private static final Pattern PROTOCOL = Pattern.compile("([a-z][a-z0-9+.-]*):.*");

    /** An item that is none, and why. */
    static final class Unfit extends Exception {

        private static final long serialVersionUID = 1;

        Unfit(String why) {
            super(why);
        }
    }

    static XlDisk parse(String item) throws Unfit {
        Matcher tape = TAPE.matcher(item);
        String text = tape.lookingAt() ? item.substring(tape.end()) : item.stripLeading();
        boolean old = tape.lookingAt() || text.startsWith(",");
        Map<String, String> found = new HashMap<>();
        for (Matcher prefix = PREFIX.matcher(text); prefix.matches(); prefix = PREFIX.matcher(text)) {
            old = true;
            text = prefix.group(2);
            switch (prefix.group(1)) {
                case "raw", "qcow", "qcow2", "vhd" -> found.put("format", prefix.group(1));
                case "iscsi", "nbd", "enbd", "drbd" -> found.put("script", "block-" + prefix.group(1));
                default -> {
                    // It says how the host reads the target, which is all the same here.
                }
            }
        }
        split(text, old, found);
        return of(found);
    }

    private static void split(String text, boolean old, Map<String, String> found) throws Unfit {
        String rest = text;
        int position = 0;
        List<String> positions = old ? OLD_POSITIONS : POSITIONS;
        while (!rest.isEmpty()) {
            Matcher key = KEY.matcher(rest);
            if (key.matches() && key.group(1).equals("target")) {
                put(found, "target", key.group(2).strip());
                return;
            }
            int comma = rest.indexOf(',');
            String part = (comma < 0 ? rest : rest.substring(0, comma)).strip();
            rest = comma < 0 ? "" : rest.substring(comma + 1);
            Matcher named = KEY.matcher(part);
            if (named.matches()) {
                put(found, named.group(1), named.group(2).strip());
            } else if (FLAGS.contains(part)) {
                found.put(part, "1");
            } else {
                while (position < positions.size()
                        && !found.getOrDefault(positions.get(position), "").isEmpty()) {
                    position++;
                }
                if (position == positions.size()) {
                    // xm's fourth position is the domain that serves the disk.
                    if (old) {
                        return;
                    }
                    throw new Unfit("has more than target, format, vdev and access: '%s'".formatted(part));
                }
                found.put(positions.get(position++), part);
            }
        }
    }

    private static void put(Map<String, String> found, String key, String value) throws Unfit {
        if (!found.getOrDefault(key, "").isEmpty()) {
            throw new Unfit("has %s twice".formatted(key));
        }
        found.put(key, value);
    }

    private static XlDisk of(Map<String, String> found) throws Unfit {
        String vdev = found.getOrDefault("vdev", "");
        String type = found.getOrDefault("devtype", "disk");
        int colon = vdev.lastIndexOf(':');
        if (colon >= 0) {
            type = vdev.substring(colon + 1);
            vdev = vdev.substring(0, colon);
        }
        String named = vdev;
        XlDevice device = XlDevice.parse(vdev)
                .orElseThrow(() -> new Unfit(
                        named.isEmpty()
                                ? "does not say which device it is for the guest (xvda, sda1, hdc)"
                                : "names the device '%s', expected one like xvda, sda1 or hdc".formatted(named)));
        String format = found.getOrDefault("format", "");
        String target = found.getOrDefault("target", "");
        boolean cdrom = type.equals("cdrom") || found.containsKey("cdrom");
        if (!format.isEmpty() && !FORMATS.contains(format) && !format.equals("empty")) {
            throw new Unfit("has the format '%s', expected one of raw, qcow, qcow2, vhd, qed".formatted(format));
        }
        String access = found.getOrDefault("access", "");
        if (!access.isEmpty() && !ACCESS.contains(access)) {
            throw new Unfit("has the access '%s', expected r or w".formatted(access));
        }
        if (target.isEmpty() && !cdrom) {
            throw new Unfit("names no file or device for %s".formatted(device));
        }
        return new XlDisk(target, format.isEmpty() ? "raw" : format, device, cdrom, remote(target, found));
    }

    private static Optional<String> remote(String target, Map<String, String> found) {
        if (!found.getOrDefault("script", "").isEmpty()) {
            return Optional.of(found.get("script"));
        }
        Matcher protocol = PROTOCOL.matcher(target);
        return !target.startsWith("/") && protocol.matches() ? Optional.of(protocol.group(1)) : Optional.empty();
    }

    /** Xen looks in /dev for what is no path. */
    String path() {
        return target.startsWith("/") || remote.isPresent() ? target : "/dev/" + target;
    }
}
