package org.p2vworkbench.converter.ovf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One item of a VirtualHardwareSection: CIM resource allocation settings (DSP0243 2.1.1, section 8.3). */
record OvfItem(XmlNode node) {

    private static final Set<String> ELEMENTS = Set.of("Item", "StorageItem", "EthernetPortItem");

    /**
     * The items that hold for a configuration: those of no configuration, replaced by those of this one with the same
     * instance id (DSP0243 2.1.1, section 9.8.3).
     */
    static List<OvfItem> of(XmlNode section, Optional<String> configuration) {
        Map<String, OvfItem> chosen = new LinkedHashMap<>();
        List<OvfItem> all = section.children().stream()
                .filter(child -> ELEMENTS.contains(child.name()))
                .map(OvfItem::new)
                .toList();
        int nameless = 0;
        for (OvfItem item : all) {
            if (item.configurations().isEmpty()) {
                chosen.put(item.id().orElse("nameless " + nameless++), item);
            }
        }
        for (OvfItem item : all) {
            if (configuration.filter(item.configurations()::contains).isPresent()) {
                chosen.put(item.id().orElse("nameless " + nameless++), item);
            }
        }
        return new ArrayList<>(chosen.values());
    }

    /** CIM_ResourceAllocationSettingData.ResourceType, or 0. */
    int type() {
        return number("ResourceType").orElse(0);
    }

    Optional<String> id() {
        return node.childText("InstanceID").or(() -> node.childText("InstanceId"));
    }

    Optional<String> text(String field) {
        return node.childText(field);
    }

    String subType() {
        return text("ResourceSubType").orElse("");
    }

    Optional<Integer> number(String field) {
        return text(field).filter(value -> value.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    /** Whether a removable or network device is plugged in at start; so it is when nothing says otherwise. */
    boolean isConnected() {
        return !text("AutomaticAllocation")
                .orElse("true")
                .toLowerCase(Locale.ROOT)
                .equals("false");
    }

    private Set<String> configurations() {
        return node.attribute("configuration")
                .map(names -> Set.copyOf(List.of(names.split("\\s+"))))
                .orElse(Set.of());
    }
}
