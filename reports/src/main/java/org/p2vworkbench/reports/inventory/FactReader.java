package org.p2vworkbench.reports.inventory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
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
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return Fact.unknown("not a fact in the file: " + shortened(context.readTree(parser)));
        }
        Draft draft = new Draft();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "value" -> draft.value(parser, context);
                case "source" -> draft.source = text(parser);
                case "by" -> draft.by = text(parser);
                case "at" -> draft.at = text(parser);
                case "unknown" -> draft.why = text(parser);
                case "confidence" -> draft.confidence = number(parser);
                default -> parser.skipChildren();
            }
        }
        return draft.fact(isSigned(parser));
    }

    /** A fact while its fields come, in any order. */
    private final class Draft {

        private Object value;
        private String nonsense;
        private String source = "";
        private String by = "";
        private String at = "";
        private String why = "";
        private double confidence = 1;

        /** An estate has a hundred thousand facts: those that are a text or a number need no tree. */
        private void value(JsonParser parser, DeserializationContext context) throws IOException {
            if (of == null) {
                nonsense = shortened(context.readTree(parser));
            } else if (parser.hasToken(JsonToken.VALUE_STRING) && of.hasRawClass(String.class)) {
                value = parser.getText();
            } else if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                    && of.hasRawClass(Long.class)) {
                value = parser.getLongValue();
            } else {
                ofTree(context.readTree(parser), context);
            }
        }

        private void ofTree(JsonNode node, DeserializationContext context) throws IOException {
            if (node.isNull()) {
                return;
            }
            try {
                value = context.readTreeAsValue(node, of);
            } catch (JsonProcessingException other) {
                nonsense = shortened(node);
            }
        }

        private Fact<?> fact(boolean signed) {
            if (value instanceof Long number && number < 0 && !signed) {
                nonsense = number.toString();
            }
            if (nonsense != null) {
                return Fact.unknown("nonsense in the file: " + nonsense);
            }
            return value == null
                    ? new Fact<>(
                            Optional.empty(), source, by, at, 0, Optional.of(why.isEmpty() ? "not collected" : why))
                    : new Fact<>(Optional.of(value), source, by, at, confidence, Optional.empty());
        }
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
            return "";
        }
        return parser.hasToken(JsonToken.VALUE_NULL) ? "" : parser.getText();
    }

    private static double number(JsonParser parser) throws IOException {
        if (parser.currentToken().isNumeric()) {
            return parser.getDoubleValue();
        }
        parser.skipChildren();
        return 1;
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
