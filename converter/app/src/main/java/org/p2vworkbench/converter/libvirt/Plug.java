package org.p2vworkbench.converter.libvirt;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.converter.failure.UsageException;

/**
 * What a network card is plugged into on the new host.
 *
 * @param name of the bridge, libvirt network or host interface; empty where the kind says it all
 * @param portgroup of a libvirt network
 * @param vlan tag that the card's frames carry outside
 */
record Plug(Kind kind, String name, Optional<String> portgroup, OptionalInt vlan) {

    /** libvirt's network that is there after its installation. */
    static final Plug DEFAULT = new Plug(Kind.NETWORK, "default", Optional.empty(), OptionalInt.empty());

    private static final Pattern WRITTEN = Pattern.compile("(?:([a-z]+):)?([^/@]+)(?:/([^/@]+))?(?:@(\\d{1,4}))?");
    /** IFNAMSIZ of Linux is 16 with its end; the kernel forbids '/', ':' and white space (dev_valid_name). */
    private static final Pattern INTERFACE = Pattern.compile("[^\\s/:]{1,15}");

    private static final int LAST_VLAN = 4094;

    /** Of which kind it is. */
    enum Kind {
        /** A bridge of Linux. */
        BRIDGE,
        /** A bridge of Open vSwitch. */
        OVS,
        /** A network that libvirt knows. */
        NETWORK,
        /** An interface of the host, shared by macvtap. */
        DIRECT,
        /** Out into the world by NAT, and nothing comes in. */
        USER,
        /** The cable is out. */
        NONE
    }

    /** "br0", "bridge:br0", "ovs:br0@20", "network:lan/servers@20", "direct:eno1", "user", "none". */
    static Plug parse(String option, String text) throws UsageException {
        if (text.equals("user") || text.equals("none")) {
            Kind kind = text.equals("user") ? Kind.USER : Kind.NONE;
            return new Plug(kind, "", Optional.empty(), OptionalInt.empty());
        }
        Matcher words = WRITTEN.matcher(text);
        if (!words.matches()) {
            throw wrong(option, "'%s' names nothing that a card can be plugged into".formatted(text));
        }
        Plug plug = new Plug(
                kind(option, words.group(1)),
                words.group(2),
                Optional.ofNullable(words.group(3)),
                words.group(4) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(words.group(4))));
        plug.check(option);
        return plug;
    }

    private static Kind kind(String option, String word) throws UsageException {
        if (word == null) {
            return Kind.BRIDGE;
        }
        return switch (word) {
            case "bridge" -> Kind.BRIDGE;
            case "ovs" -> Kind.OVS;
            case "network" -> Kind.NETWORK;
            case "direct" -> Kind.DIRECT;
            default -> throw wrong(option, "'%s' is no kind of network".formatted(word));
        };
    }

    private void check(String option) throws UsageException {
        boolean ofHost = kind != Kind.NETWORK;
        if (ofHost && !INTERFACE.matcher(name).matches() || !name.codePoints().allMatch(XmlText::allows)) {
            throw wrong(option, "'%s' is no name of a network interface".formatted(name));
        }
        if (ofHost && portgroup.isPresent()) {
            throw wrong(option, "only networks of libvirt have portgroups");
        }
        if (vlan.isPresent() && (vlan.getAsInt() < 1 || vlan.getAsInt() > LAST_VLAN)) {
            throw wrong(option, "VLANs are numbered from 1 to %d".formatted(LAST_VLAN));
        }
        if (vlan.isPresent() && (kind == Kind.BRIDGE || kind == Kind.DIRECT)) {
            throw new UsageException(
                    option,
                    "a bridge of Linux cannot tag a card's frames",
                    "Name a bridge that lies on the VLAN (br%d over eth0.%1$d), or say ovs:%s@%1$d."
                            .formatted(vlan.getAsInt(), name));
        }
    }

    private static UsageException wrong(String option, String what) {
        return new UsageException(
                option,
                what,
                "Write CARD=TARGET with TARGET one of BRIDGE, ovs:BRIDGE[@VLAN], network:NAME[/PORTGROUP][@VLAN],"
                        + " direct:INTERFACE, user, none.");
    }
}
