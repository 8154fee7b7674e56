package org.p2vworkbench.reports.sizing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;

/** A target as a person writes it down: a JSON object with any of the fields of {@link Target}. */
public final class TargetJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private TargetJson() {}

    /** @throws IOException if it is none; a field that does not exist is one, because a typing mistake would be passed over */
    public static Target read(String json) throws IOException {
        try {
            Target read = MAPPER.readValue(json, Target.class);
            return read == null ? Target.UNKNOWN : read;
        } catch (JsonProcessingException mistake) {
            throw new IOException(
                    "no description of a target: "
                            + mistake.getOriginalMessage().lines().findFirst().orElse(""),
                    mistake);
        }
    }
}
