package org.p2vworkbench.agent.inventory.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code lldpctl -f json0} prints (lldpd, lldpctl(8)): of each interface the switch at its other end. Everything in it
 * is a list, however many there are.
 */
final class LldpReport {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int MOST_VLANS = 4094;

    private final JsonNode report;

    private LldpReport(JsonNode report) {
        this.report = report;
    }

    /** Of what is no JSON, nobody is anybody's neighbour. */
    static LldpReport read(String json) {
        try {
            return new LldpReport(MAPPER.readTree(json));
        } catch (JsonProcessingException other) {
            return new LldpReport(MAPPER.createObjectNode());
        }
    }

    /** The first that spoke; nothing when none did. */
    Optional<Nic.Neighbour> of(String networkInterface) {
        for (JsonNode lldp : report.path("lldp")) {
            for (JsonNode one : lldp.path("interface")) {
                if (one.path("name").asText().equals(networkInterface)) {
                    return Optional.of(neighbour(one));
                }
            }
        }
        return Optional.empty();
    }

    private static Nic.Neighbour neighbour(JsonNode one) {
        JsonNode chassis = one.path("chassis").path(0);
        JsonNode port = one.path("port").path(0);
        String name = value(chassis, "name");
        List<String> vlans = new ArrayList<>();
        for (JsonNode vlan : one.path("vlan")) {
            String number = vlan.path("vlan-id").asText();
            if (number.matches("[0-9]{1,4}") && vlans.size() < MOST_VLANS) {
                vlans.add(number);
            }
        }
        return new Nic.Neighbour(
                name.isEmpty() ? value(chassis, "id") : name,
                value(chassis, "descr").replaceAll("\\s+", " "),
                value(port, "id"),
                value(port, "descr"),
                vlans);
    }

    private static String value(JsonNode node, String name) {
        return node.path(name).path(0).path("value").asText("");
    }
}
