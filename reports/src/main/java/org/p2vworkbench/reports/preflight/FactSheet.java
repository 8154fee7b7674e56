package org.p2vworkbench.reports.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.sheet.Sheet;

/** Every fact of an inventory as a row: the place in the JSON form, the value, and where it is from. */
public final class FactSheet {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private final List<List<Object>> rows = new ArrayList<>();
    private final String machine;

    private FactSheet(String machine) {
        this.machine = machine;
    }

    public static Sheet of(Inventory inventory) {
        FactSheet sheet = new FactSheet(inventory.machine());
        sheet.add("", MAPPER.valueToTree(inventory), "", "", "", null);
        return new Sheet(
                "facts",
                List.of("machine", "field", "value", "source", "collector", "at", "confidence", "unknown"),
                sheet.rows);
    }

    private void add(String place, JsonNode node, String source, String by, String at, Double confidence) {
        if (node.has("confidence") && node.has("source")) {
            fact(place, node);
        } else if (node.isObject()) {
            node.properties()
                    .forEach(field -> add(below(place, field.getKey()), field.getValue(), source, by, at, confidence));
        } else if (node.isArray()) {
            if (!node.isEmpty() && node.get(0).isValueNode()) {
                rows.add(row(place, joined(node), source, by, at, confidence, null));
            } else {
                for (int i = 0; i < node.size(); i++) {
                    add(below(place, Integer.toString(i)), node.get(i), source, by, at, confidence);
                }
            }
        } else if (!node.isNull()) {
            rows.add(row(place, value(node), source, by, at, confidence, null));
        }
    }

    private void fact(String place, JsonNode fact) {
        String source = fact.path("source").asText();
        String by = fact.path("by").asText();
        String at = fact.path("at").asText();
        if (fact.has("value")) {
            add(
                    place,
                    fact.get("value"),
                    source,
                    by,
                    at,
                    fact.path("confidence").asDouble());
        } else {
            rows.add(row(place, null, source, by, at, 0.0, fact.path("unknown").asText()));
        }
    }

    private List<Object> row(
            String place, Object value, String source, String by, String at, Double confidence, String unknown) {
        return Arrays.asList(machine, place, value, source, by, at, confidence, unknown);
    }

    private static Object value(JsonNode node) {
        return node.isIntegralNumber()
                ? (Object) node.asLong()
                : node.isNumber()
                        ? (Object) node.asDouble()
                        : node.isBoolean() ? (Object) node.asBoolean() : node.asText();
    }

    private static String joined(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return String.join(" ", texts);
    }

    private static String below(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
