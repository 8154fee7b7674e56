package org.p2vworkbench.converter.xl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.hardware.MacAddress;
import org.p2vworkbench.converter.hardware.Nic;
import org.p2vworkbench.converter.hardware.NicModel;
import org.p2vworkbench.disks.DiskFormatException;

/** The network cards: {@code vif = ['mac=...,bridge=...,model=...']} (xl-network-configuration(5)). */
final class XlNics {

    /** What Xen's firmware shows a guest that says nothing else (xl-network-configuration(5), "model"). */
    private static final NicModel USUAL_EMULATED = NicModel.RTL8139;

    private XlNics() {}

    /** @param emulated whether the guest sees cards as such, and not only through drivers of its own for Xen */
    static List<Nic> of(XlFile file, boolean emulated) throws DiskFormatException {
        List<Nic> nics = new ArrayList<>();
        for (String item : file.list("vif")) {
            nics.add(nic(file, item, emulated));
        }
        return nics;
    }

    private static Nic nic(XlFile file, String item, boolean emulated) throws DiskFormatException {
        Map<String, String> words = new HashMap<>();
        for (String part : item.split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                words.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            } else if (!part.isBlank()) {
                throw file.damaged(
                        "vif", "has the item '%s', where '%s' is not of the form key=value".formatted(item, part));
            }
        }
        Optional<String> written = Optional.ofNullable(words.get("mac")).filter(mac -> !mac.isEmpty());
        Optional<MacAddress> mac = written.flatMap(MacAddress::parse);
        if (written.isPresent() && mac.isEmpty()) {
            throw file.damaged("vif", "has mac=%s, which is no address of a card".formatted(written.get()));
        }
        return new Nic(mac, model(words, emulated), Optional.ofNullable(words.get("bridge")), true);
    }

    private static NicModel model(Map<String, String> words, boolean emulated) {
        String model = words.getOrDefault("model", "");
        boolean netfront = words.getOrDefault("type", "").matches("netfront|vif");
        if (!emulated || netfront && model.isEmpty()) {
            return NicModel.UNKNOWN;
        }
        return model.isEmpty() ? USUAL_EMULATED : NicModel.of(model.replace("virtio-net", "virtio"));
    }
}
