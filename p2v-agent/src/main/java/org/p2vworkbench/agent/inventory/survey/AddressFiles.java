package org.p2vworkbench.agent.inventory.survey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How interfaces come by their addresses, in the files of each family of distributions. */
record AddressFiles(Path root) {

    private static final String STATIC = "static";
    private static final String DHCP = "dhcp";

    List<Guest.AddressSetting> settings() {
        List<Guest.AddressSetting> found = new ArrayList<>();
        interfaces(found);
        ifcfg("etc/sysconfig/network-scripts", found);
        ifcfg("etc/sysconfig/network", found);
        netplan(found);
        networkManager(found);
        networkd(found);
        return found;
    }

    /** Debian, interfaces(5): "iface eth0 inet static", then "address 192.0.2.5". */
    private void interfaces(List<Guest.AddressSetting> found) {
        String file = "etc/network/interfaces";
        List<String> lines = new TextFile(root.resolve(file)).settings();
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split("\\s+");
            if (words.length >= 4 && words[0].equals("iface") && (words[3].equals(STATIC) || words[3].equals(DHCP))) {
                String address = "";
                for (int j = i + 1; j < lines.size() && !lines.get(j).startsWith("iface "); j++) {
                    address = lines.get(j).startsWith("address ")
                            ? lines.get(j).substring(8).strip()
                            : address;
                }
                found.add(new Guest.AddressSetting(words[1], words[3], address, file));
            }
        }
    }

    /** Red Hat and SUSE: BOOTPROTO and IPADDR in one file for each interface. */
    private void ifcfg(String folder, List<Guest.AddressSetting> found) {
        for (String name : TextFile.names(root.resolve(folder))) {
            if (name.startsWith("ifcfg-") && !name.equals("ifcfg-lo")) {
                TextFile file = new TextFile(root.resolve(folder).resolve(name));
                String address = file.setting("IPADDR");
                boolean dhcp = file.setting("BOOTPROTO").contains(DHCP);
                if (dhcp || !address.isEmpty()) {
                    found.add(new Guest.AddressSetting(
                            name.substring("ifcfg-".length()), dhcp ? DHCP : STATIC, address, folder + "/" + name));
                }
            }
        }
    }

    /** YAML of a plain shape; what is meant by addresses in other places is not guessed. */
    private void netplan(List<Guest.AddressSetting> found) {
        for (String name : TextFile.names(root.resolve("etc/netplan"))) {
            String file = "etc/netplan/" + name;
            String card = "";
            boolean addresses = false;
            for (String line : new TextFile(root.resolve(file)).settings()) {
                if (line.startsWith("dhcp4:") && line.matches(".*(true|yes)")) {
                    found.add(new Guest.AddressSetting(card, DHCP, "", file));
                } else if (line.startsWith("addresses:")) {
                    addresses = !line.contains("[");
                    if (!addresses && card.matches("[\\w.]+")) {
                        found.add(new Guest.AddressSetting(
                                card,
                                STATIC,
                                line.replaceAll("[^0-9a-fA-F.:/,]", "").replaceAll("^[a-fA-F]*:", ""),
                                file));
                    }
                } else if (addresses && line.startsWith("- ")) {
                    found.add(new Guest.AddressSetting(
                            card, STATIC, line.substring(2).replaceAll("[\"']", ""), file));
                } else if (line.matches("[\\w.]+:")) {
                    addresses = false;
                    card = line.matches("nameservers:|match:|routes:") ? "" : line.replace(":", "");
                }
            }
        }
    }

    /** nm-settings-keyfile(5). */
    private void networkManager(List<Guest.AddressSetting> found) {
        String folder = "etc/NetworkManager/system-connections";
        for (String name : TextFile.names(root.resolve(folder))) {
            TextFile file = new TextFile(root.resolve(folder).resolve(name));
            String text = file.text();
            String way = text.contains("[ipv4]") ? text.substring(text.indexOf("[ipv4]")) : "";
            if (way.contains("method=manual") || way.contains("method=auto")) {
                found.add(new Guest.AddressSetting(
                        file.setting("interface-name"),
                        way.contains("method=manual") ? STATIC : DHCP,
                        file.setting("address1"),
                        folder + "/" + name));
            }
        }
    }

    /** systemd.network(5). */
    private void networkd(List<Guest.AddressSetting> found) {
        String folder = "etc/systemd/network";
        for (String name : TextFile.names(root.resolve(folder))) {
            TextFile file = new TextFile(root.resolve(folder).resolve(name));
            String address = file.setting("Address");
            boolean dhcp = file.setting("DHCP").matches("yes|ipv4|true");
            if (name.endsWith(".network") && (dhcp || !address.isEmpty())) {
                found.add(new Guest.AddressSetting(
                        file.setting("Name"), dhcp ? DHCP : STATIC, address, folder + "/" + name));
            }
        }
    }
}
