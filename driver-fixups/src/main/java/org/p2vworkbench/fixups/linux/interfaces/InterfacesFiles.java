package org.p2vworkbench.fixups.linux.interfaces;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.guest.GuestTree;

/** {@code interfaces(5)} of ifupdown, with the folder beside it. */
final class InterfacesFiles implements InterfaceReader {

    private static final Pattern STANZA = Pattern.compile("^\\s*iface\\s+(\\S+)\\s+.*$");

    @Override
    public List<NetworkInterface> interfaces(GuestTree guest) throws IOException {
        Map<String, NetworkInterface> found = new LinkedHashMap<>();
        Map<String, String> files = guest.texts("/etc/network/interfaces.d", "");
        guest.text("/etc/network/interfaces").ifPresent(text -> files.put("/etc/network/interfaces", text));
        files.forEach((path, text) -> text.lines()
                .map(STANZA::matcher)
                .filter(Matcher::matches)
                .forEach(line -> {
                    String name = line.group(1);
                    found.putIfAbsent(name, new NetworkInterface(name, Optional.empty(), path));
                }));
        return new ArrayList<>(found.values());
    }
}
