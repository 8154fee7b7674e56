package org.p2vworkbench.fixups.linux.interfaces;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.guest.GuestTree;

/**
 * Netplan's YAML, of which only the block form is read that people and installers write: a key per line, indented below
 * its parent.
 */
final class NetplanFiles implements InterfaceReader {

    private static final Pattern LINE = Pattern.compile("^( *)([\\w.*-]+|\"[^\"]*\"|'[^']*'):\\s*(.*?)\\s*$");

    /** A key with where it stands and what it says. */
    private record Key(int indent, String name, String value) {}

    @Override
    public List<NetworkInterface> interfaces(GuestTree guest) throws IOException {
        List<NetworkInterface> found = new ArrayList<>();
        for (Map.Entry<String, String> file :
                guest.texts("/etc/netplan", ".yaml").entrySet()) {
            read(file.getKey(), file.getValue(), found);
        }
        return found;
    }

    private static void read(String path, String text, List<NetworkInterface> found) {
        Deque<Key> above = new ArrayDeque<>();
        for (String line : text.lines().toList()) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                continue;
            }
            Key key = new Key(parts.group(1).length(), bare(parts.group(2)), bare(parts.group(3)));
            while (!above.isEmpty() && above.peek().indent() >= key.indent()) {
                above.pop();
            }
            if (!above.isEmpty() && above.peek().name().matches("ethernets|bonds|bridges|vlans")) {
                found.add(new NetworkInterface(key.name(), Optional.empty(), path));
            } else if (!found.isEmpty() && List.of("macaddress", "set-name").contains(key.name())) {
                NetworkInterface last = found.remove(found.size() - 1);
                found.add(
                        key.name().equals("set-name")
                                ? new NetworkInterface(key.value(), last.mac(), path)
                                : new NetworkInterface(last.name(), Mac.of(key.value()), path));
            }
            above.push(key);
        }
    }

    private static String bare(String quoted) {
        return quoted.replaceAll("^[\"']|[\"']$", "");
    }
}
