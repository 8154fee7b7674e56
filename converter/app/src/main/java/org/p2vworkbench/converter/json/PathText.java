package org.p2vworkbench.converter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as people and shells write them. Jackson would make addresses of them: {@code file:///srv/kvm/}. */
final class PathText {

    private PathText() {}

    static SimpleModule module() {
        return new SimpleModule("paths").addSerializer(new Writer()).addDeserializer(Path.class, new Reader());
    }

    private static final class Writer extends StdScalarSerializer<Path> {

        private static final long serialVersionUID = 1;

        Writer() {
            super(Path.class);
        }

        @Override
        public void serialize(Path path, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(path.toString());
        }
    }

    private static final class Reader extends StdScalarDeserializer<Path> {

        private static final long serialVersionUID = 1;

        Reader() {
            super(Path.class);
        }

        @Override
        public Path deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getValueAsString("");
            try {
                return Path.of(text);
            } catch (InvalidPathException unfit) {
                throw context.weirdStringException(text, Path.class, unfit.getReason());
            }
        }
    }
}
