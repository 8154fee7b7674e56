package org.p2vworkbench.fixups.linux.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestEntry;
import org.p2vworkbench.fixups.guest.GuestTree;

/**
 * What the kernel said of its network cards when the guest last started: "e1000 0000:00:03.0 eth0: ... 52:54:00:...", and
 * later "e1000 0000:00:03.0 ens3: renamed from eth0". A journal keeps short messages as they are, so it is read like a
 * text.
 */
final class KernelMessages {

    private static final Pattern CARD = Pattern.compile(
            "([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]) (?:\\S+ )?eth\\d+: .*?\\b((?:[0-9a-f]{2}:){5}[0-9a-f]{2})\\b");
    private static final Pattern RENAMED =
            Pattern.compile("([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]) ([\\w.-]{1,15}): renamed from eth\\d+");

    /** A log that is larger holds more than the last start. */
    private static final long LARGEST = 32 << 20;

    private KernelMessages() {}

    /** Name to address. */
    static Map<String, String> addresses(GuestTree guest) throws IOException {
        Map<String, String> byPlace = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        for (String file : files(guest)) {
            Content content = guest.read(file);
            for (String line : new String(content.bytes(), StandardCharsets.ISO_8859_1).split("[\\n\\x00]")) {
                Matcher card = CARD.matcher(line);
                if (card.find()) {
                    byPlace.put(card.group(1), card.group(2));
                }
                Matcher renamed = RENAMED.matcher(line);
                if (renamed.find()) {
                    names.put(renamed.group(2), renamed.group(1));
                }
            }
        }
        Map<String, String> addresses = new HashMap<>();
        names.forEach((name, place) -> {
            if (byPlace.containsKey(place)) {
                addresses.put(name, byPlace.get(place));
            }
        });
        return addresses;
    }

    private static List<String> files(GuestTree guest) throws IOException {
        List<String> files = new ArrayList<>();
        for (String name : List.of("dmesg", "dmesg.0", "boot.msg", "kern.log", "messages", "syslog")) {
            addReadable(files, guest, "/var/log/" + name);
        }
        for (String machine : guest.names("/var/log/journal")) {
            addReadable(files, guest, "/var/log/journal/" + machine + "/system.journal");
        }
        return files;
    }

    private static void addReadable(List<String> files, GuestTree guest, String path) throws IOException {
        if (guest.find(path)
                .filter(entry -> entry.kind() == GuestEntry.Kind.FILE && entry.size() <= LARGEST)
                .isPresent()) {
            files.add(path);
        }
    }
}
