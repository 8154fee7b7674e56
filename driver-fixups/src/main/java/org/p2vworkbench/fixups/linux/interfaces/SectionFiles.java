package org.p2vworkbench.fixups.linux.interfaces;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestTree;

/** Files of {@code [Section]} and {@code key=value}: NetworkManager's keyfiles, systemd-networkd's .network files. */
record SectionFiles(String folder, String suffix, String nameSection, String nameKey, String macSection, String macKey)
        implements InterfaceReader {

    @Override
    public List<NetworkInterface> interfaces(GuestTree guest) throws IOException {
        List<NetworkInterface> found = new ArrayList<>();
        for (Map.Entry<String, String> file : guest.texts(folder, suffix).entrySet()) {
            String name = value(file.getValue(), nameSection, nameKey);
            Optional<String> mac = Mac.of(value(file.getValue(), macSection, macKey))
                    .or(() -> Mac.of(value(file.getValue(), "802-3-" + macSection, macKey)));
            if (!name.isEmpty() || mac.isPresent()) {
                found.add(new NetworkInterface(name, mac, file.getKey()));
            }
        }
        return found;
    }

    private static String value(String text, String section, String key) {
        boolean inside = false;
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                inside = line.equals("[" + section + "]");
            } else if (inside && line.startsWith(key + "=")) {
                return line.substring(key.length() + 1).strip();
            }
        }
        return "";
    }
}
