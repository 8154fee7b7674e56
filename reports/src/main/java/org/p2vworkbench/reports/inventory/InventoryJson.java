package org.p2vworkbench.reports.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;

/**
 * An inventory as JSON, in the order of the records. Reading is tolerant: unknown fields are passed over, missing ones are
 * unknown facts, a value of the wrong kind spoils its own fact alone. What is no inventory at all is an exception.
 */
public final class InventoryJson {

    private static final int MOST_DEPTH = 64;
    private static final int LONGEST_TEXT = 1 << 20;

    private static final ObjectMapper MAPPER = mapper();

    private InventoryJson() {}

    private static ObjectMapper mapper() {
        SimpleModule facts = new SimpleModule();
        facts.addDeserializer(Fact.class, new FactReader(null));
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(facts)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_DEPTH)
                        .maxStringLength(LONGEST_TEXT)
                        .build());
        return mapper;
    }

    public static String write(Inventory inventory) {
        try {
            return MAPPER.writeValueAsString(inventory) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("records of texts and numbers can be written", impossible);
        }
    }

    /** @throws IOException if this is no inventory; the message says why, for a person */
    public static Inventory read(String json) throws IOException {
        Inventory read;
        try {
            read = MAPPER.readValue(json, Inventory.class);
        } catch (JsonProcessingException other) {
            throw new IOException("no inventory of a machine: " + firstLine(other.getOriginalMessage()), other);
        }
        if (read == null || read.schema() < 1) {
            throw new IOException("no inventory of a machine: it has no schema number");
        }
        return read;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
