package org.p2vworkbench.converter.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.reports.inventory.GuestFacts;
import org.p2vworkbench.reports.inventory.InventoryJson;

/** Facts of a guest while they are put together, in the form that inventories are written in. */
final class GuestNode {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ObjectNode guest;
    private final String at;

    private GuestNode(ObjectNode guest, String at) {
        this.guest = guest;
        this.at = at;
    }

    static GuestNode empty(String at) {
        return new GuestNode(MAPPER.createObjectNode(), at);
    }

    /** What a collector has seen in a recording; as facts of the guest's disks, not of a system that runs. */
    static GuestNode ofRecording(String inventory, String at) throws IOException {
        try {
            String offline = inventory.replaceAll("\"by\"\\s*:\\s*\"live\"", "\"by\":\"%s\"".formatted(SeenDisks.BY));
            return MAPPER.readTree(offline).get("guest") instanceof ObjectNode guest
                    ? new GuestNode(guest, at)
                    : empty(at);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("our own survey is JSON", impossible);
        }
    }

    /** A text, number or list; an empty text is a fact that nothing tells. */
    GuestNode fact(String name, Object value, String source, double confidence) {
        ObjectNode fact = guest.putObject(name);
        fact.put("source", source).put("by", SeenDisks.BY).put("at", at);
        if ("".equals(value)) {
            fact.put("confidence", 0.0).put("unknown", "it does not say");
        } else {
            fact.put("confidence", confidence).set("value", MAPPER.valueToTree(value));
        }
        return this;
    }

    GuestNode without(String name) {
        guest.remove(name);
        return this;
    }

    GuestFacts facts() throws IOException {
        ObjectNode inventory = MAPPER.createObjectNode().put("schema", 1);
        inventory.set("guest", guest);
        Optional<GuestFacts> facts = InventoryJson.read(inventory.toString()).guest();
        return facts.orElseThrow(() -> new AssertionError("the guest was put there"));
    }
}
