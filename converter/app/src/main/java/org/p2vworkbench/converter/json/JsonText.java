package org.p2vworkbench.converter.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Path;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** Records and maps written as JSON. An empty {@link java.util.Optional} is null, a field is never left out; enum
 * constants are lower case. */
public final class JsonText {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addSerializer(Path.class, ToStringSerializer.instance)
                    .addDeserializer(Path.class, new PathText()))
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, null))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private JsonText() {}

    /** One line, for JSON Lines and for programs. */
    public static String line(Object value) {
        return write(MAPPER.writer(), value);
    }

    /** Indented, for documents that people open. */
    public static String document(Object value) {
        return write(MAPPER.writerWithDefaultPrettyPrinter(), value);
    }

    /** Reads a document that this program, of this or an earlier version, has written. */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        try {
            return MAPPER.readValue(file.toFile(), type);
        } catch (JsonProcessingException malformed) {
            throw new DiskFormatException(
                    new DiskAddress(file.toString(), 0),
                    "is not what this program writes: " + malformed.getOriginalMessage(),
                    "It was damaged or edited; restore it, or convert into another folder.",
                    malformed);
        }
    }

    /** Reads one line that another of this program's processes has said. */
    public static <T> T parse(String text, Class<T> type) throws IOException {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException malformed) {
            throw new IOException("not what this program says: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** Jackson's own way with a path is a {@code file:} URI, which no shell can open. */
    private static final class PathText extends StdScalarDeserializer<Path> {

        private static final long serialVersionUID = 1;

        PathText() {
            super(Path.class);
        }

        @Override
        public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Path.of(parser.getValueAsString(""));
        }
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            // Only our own records are written, so one that cannot be is a mistake of this program.
            throw new IllegalArgumentException("%s has no JSON form".formatted(value.getClass()), failure);
        }
    }
}
