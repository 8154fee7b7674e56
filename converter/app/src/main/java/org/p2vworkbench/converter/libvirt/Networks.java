package org.p2vworkbench.converter.libvirt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.hardware.MacAddress;
import org.p2vworkbench.converter.hardware.Nic;
import org.p2vworkbench.converter.hardware.OldPlace;

/**
 * Where the cards are plugged in on the new host. A card is known by its address, by the name that the old system had for
 * it, or by the old host's name for its network; "*" is every other card. Cards of machines whose system was never asked
 * are eth0, eth1 and so on in their order. Whoever is not named goes into libvirt's network "default".
 */
final class Networks {

    private static final String ALL_OTHERS = "*";

    private final Map<String, Plug> byCard;

    private Networks(Map<String, Plug> byCard) {
        this.byCard = byCard;
    }

    /** @param maps "eth0=br0", "00:0c:29:36:ef:31=network:lan" */
    static Networks parse(List<String> maps) throws UsageException {
        Map<String, Plug> byCard = new LinkedHashMap<>();
        for (String map : maps) {
            // The name of an old network may hold '=' itself; what a card is plugged into never does.
            int equals = map.lastIndexOf('=');
            if (equals < 1 || equals == map.length() - 1) {
                throw new UsageException(
                        "--map " + map, "does not say which card goes where", "Write CARD=TARGET: --map eth0=br0.");
            }
            String key = map.substring(0, equals);
            if (byCard.put(key, Plug.parse("--map " + map, map.substring(equals + 1))) != null) {
                throw new UsageException("--map " + map, "'%s' is mapped twice".formatted(key), "Leave one out.");
            }
        }
        return new Networks(byCard);
    }

    /** What each card is plugged into, in their order. */
    List<Plug> of(List<Nic> cards) throws UsageException {
        List<Plug> plugs = new ArrayList<>();
        List<String> unused = new ArrayList<>(byCard.keySet());
        unused.remove(ALL_OTHERS);
        for (int i = 0; i < cards.size(); i++) {
            Optional<String> key = key(cards.get(i), i);
            key.ifPresent(unused::remove);
            plugs.add(byCard.getOrDefault(key.orElse(ALL_OTHERS), Plug.DEFAULT));
        }
        if (!unused.isEmpty()) {
            throw new UsageException(
                    "--map " + unused.get(0),
                    "the machine has no such network card",
                    "Its cards are %s.".formatted(described(cards)));
        }
        return plugs;
    }

    private Optional<String> key(Nic card, int number) {
        for (String key : byCard.keySet()) {
            boolean byAddress = key.indexOf(':') > 0
                    && card.mac().isPresent()
                    && MacAddress.parse(key).equals(card.mac());
            boolean byName = key.equals(name(card, number));
            boolean byNetwork = card.network().filter(key::equals).isPresent();
            if (byAddress || byName || byNetwork) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private static String name(Nic card, int number) {
        return card.place().map(OldPlace::name).filter(name -> !name.isEmpty()).orElse("eth" + number);
    }

    private static String described(List<Nic> cards) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < cards.size(); i++) {
            String mac = cards.get(i).mac().map(address -> " (" + address + ")").orElse("");
            words.add(name(cards.get(i), i) + mac);
        }
        return cards.isEmpty() ? "none" : String.join(", ", words);
    }
}
