package org.p2vworkbench.reports.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The schema in docs/schema says of every record what it is. */
class PublishedSchemaTest {

    private static final Path SCHEMA = Path.of("../docs/schema/inventory-1.json");

    private final JsonNode schema = read();

    private static JsonNode read() {
        try {
            return JsonMapper.builder().build().readTree(SCHEMA.toFile());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Test
    void schemaHasEveryFieldOfEveryRecordAndNoOther() {
        compare("", Inventory.class, schema, Set.of("assessment"));
    }

    private void compare(String place, Type type, JsonNode here, Set<String> more) {
        JsonNode schema =
                here.has("$ref") ? this.schema.at(here.get("$ref").asText().substring(1)) : here;
        if (type instanceof ParameterizedType wrapped) {
            Type inner = wrapped.getActualTypeArguments()[0];
            if (wrapped.getRawType() == Fact.class) {
                assertThat(schema.at("/properties/confidence").isObject())
                        .as(place)
                        .isTrue();
                compare(place + ".value", inner, schema.at("/properties/value"), Set.of());
            } else if (wrapped.getRawType() == List.class) {
                assertThat(schema.path("type").asText()).as(place).isEqualTo("array");
                compare(place + "[]", inner, schema.path("items"), Set.of());
            } else if (wrapped.getRawType() == Optional.class) {
                compare(place, inner, schema, Set.of());
            }
        } else if (type instanceof Class<?> found && found.isRecord()) {
            List<String> fields = new ArrayList<>();
            for (RecordComponent field : found.getRecordComponents()) {
                fields.add(field.getName());
                compare(
                        place + "." + field.getName(),
                        field.getGenericType(),
                        schema.path("properties").path(field.getName()),
                        Set.of());
            }
            fields.addAll(more);
            Set<String> published = new TreeSet<>();
            schema.path("properties").fieldNames().forEachRemaining(published::add);
            assertThat(published).as(place).containsExactlyInAnyOrderElementsOf(fields);
        } else {
            assertThat(schema.has("type") || schema.has("enum")).as(place).isTrue();
        }
    }
}
