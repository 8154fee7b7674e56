package org.p2vworkbench.agent.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;

/** The inventory as JSON: the records, field by field. Fields are added, never renamed. */
final class InventoryJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .build();

    private InventoryJson() {}

    static String write(MachineInventory inventory) {
        try {
            return MAPPER.writeValueAsString(inventory);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("records of texts and numbers can be written", impossible);
        }
    }

    static MachineInventory read(String json) throws IOException {
        MachineInventory read;
        try {
            read = MAPPER.readValue(json, MachineInventory.class);
        } catch (JsonProcessingException other) {
            throw new IOException("no inventory of a machine: " + other.getOriginalMessage(), other);
        }
        if (read == null || read.schema() < 1) {
            throw new IOException("no inventory of a machine: it has no schema number");
        }
        return read;
    }
}
