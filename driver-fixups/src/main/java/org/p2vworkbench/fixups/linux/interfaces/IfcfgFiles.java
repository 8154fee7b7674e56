package org.p2vworkbench.fixups.linux.interfaces;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestTree;

/**
 * {@code ifcfg-NAME}: Red Hat says the name and {@code HWADDR} inside, SUSE in the file's name, which may be the
 * address instead: {@code ifcfg-eth-id-00:16:3e:...}.
 */
record IfcfgFiles(String folder) implements InterfaceReader {

    private static final String PREFIX = "ifcfg-";

    @Override
    public List<NetworkInterface> interfaces(GuestTree guest) throws IOException {
        List<NetworkInterface> found = new ArrayList<>();
        for (Map.Entry<String, String> file : guest.texts(folder, "").entrySet()) {
            String name = file.getKey().substring(folder.length() + 1);
            if (name.startsWith(PREFIX) && !name.matches(".*(~|\\.bak|\\.old|\\.orig|\\.rpm\\w+|\\.template)$")) {
                found.add(read(name.substring(PREFIX.length()), file.getKey(), Assignments.of(file.getValue())));
            }
        }
        return found;
    }

    private static NetworkInterface read(String suffix, String path, Assignments values) {
        String device = values.value("DEVICE");
        Optional<String> mac = Mac.of(values.value("HWADDR")).or(() -> Mac.of(values.value("LLADDR")));
        if (suffix.startsWith("eth-id-")) {
            return new NetworkInterface(device, Mac.of(suffix.substring("eth-id-".length())), path);
        }
        return new NetworkInterface(device.isEmpty() ? suffix : device, mac, path);
    }
}
