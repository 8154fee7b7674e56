package org.p2vworkbench.converter.libvirt;

/** The network cards of a machine and what they are plugged into, as libvirt's XML. */
final class DomainCards {

    private final XmlLines xml;

    private DomainCards(XmlLines xml) {
        this.xml = xml;
    }

    static void write(Domain domain, XmlLines xml) {
        DomainCards cards = new DomainCards(xml);
        domain.cards().forEach(cards::card);
    }

    private void card(Domain.Card card) {
        Plug plug = card.plug();
        Runnable content = () -> {
            card.mac().ifPresent(mac -> xml.empty("mac", "address", mac));
            source(plug);
            if (plug.kind() == Plug.Kind.OVS) {
                xml.empty("virtualport", "type", "openvswitch");
            }
            if (plug.vlan().isPresent()) {
                xml.element(
                        "vlan",
                        () -> xml.empty(
                                "tag", "id", Integer.toString(plug.vlan().getAsInt())));
            }
            xml.empty("model", "type", card.model());
            if (!card.connected()) {
                xml.empty("link", "state", "down");
            }
        };
        xml.element("interface", content, "type", type(plug.kind()));
    }

    /** A card whose cable is out still has to be of some type; this one needs nothing of the host. */
    private static String type(Plug.Kind kind) {
        return switch (kind) {
            case BRIDGE, OVS -> "bridge";
            case NETWORK -> "network";
            case DIRECT -> "direct";
            case USER, NONE -> "user";
        };
    }

    private void source(Plug plug) {
        switch (plug.kind()) {
            case BRIDGE, OVS -> xml.empty("source", "bridge", plug.name());
            case DIRECT -> xml.empty("source", "dev", plug.name(), "mode", "bridge");
            case NETWORK -> {
                if (plug.portgroup().isPresent()) {
                    xml.empty(
                            "source",
                            "network",
                            plug.name(),
                            "portgroup",
                            plug.portgroup().get());
                } else {
                    xml.empty("source", "network", plug.name());
                }
            }
            case USER, NONE -> {
                // Nothing of the host is behind it.
            }
        }
    }
}
