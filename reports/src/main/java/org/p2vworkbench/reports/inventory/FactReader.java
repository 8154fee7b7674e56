package org.p2vworkbench.reports.inventory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Optional;

/** Reads a fact. A value of the wrong kind makes this fact unknown and spoils nothing else. */
final class FactReader extends StdDeserializer<Fact<?>> implements ContextualDeserializer {

    private static final long serialVersionUID = 1;

    private final transient JavaType of;

    FactReader(JavaType of) {
        super(Fact.class);
        this.of = of;
    }

    @Override
    public FactReader createContextual(DeserializationContext context, BeanProperty property) {
        JavaType fact = context.getContextualType();
        return new FactReader(fact != null && fact.containedTypeCount() == 1 ? fact.containedType(0) : null);
    }

    @Override
    public Fact<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode node = context.readTree(parser);
        if (!node.isObject()) {
            return Fact.unknown("not a fact in the file: " + shortened(node));
        }
        JsonNode value = node.get("value");
        String source = node.path("source").asText("");
        String by = node.path("by").asText("");
        String at = node.path("at").asText("");
        if (value == null || value.isNull()) {
            String why = node.path("unknown").asText("not collected");
            return new Fact<>(Optional.empty(), source, by, at, 0, Optional.of(why));
        }
        if (value.isNumber() && value.asDouble() < 0 && of != null && of.hasRawClass(Long.class) && !isSigned(parser)) {
            return Fact.unknown("nonsense in the file: " + shortened(value));
        }
        try {
            Object read = context.readTreeAsValue(value, of);
            return new Fact<>(
                    Optional.of(read), source, by, at, node.path("confidence").asDouble(1), Optional.empty());
        } catch (JsonProcessingException other) {
            return Fact.unknown("nonsense in the file: " + shortened(value));
        }
    }

    /** A clock may be off in both directions. */
    private static boolean isSigned(JsonParser parser) {
        return "clockSkewSeconds".equals(parser.getParsingContext().getCurrentName());
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return Fact.missing();
    }

    @Override
    public Fact<?> getNullValue(DeserializationContext context) {
        return Fact.missing();
    }
}
