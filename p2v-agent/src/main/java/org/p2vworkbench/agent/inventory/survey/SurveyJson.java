package org.p2vworkbench.agent.inventory.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/** A survey as JSON, in the order of the records. */
final class SurveyJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private SurveyJson() {}

    static String write(Survey survey) {
        try {
            return MAPPER.writeValueAsString(survey);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("records of texts and numbers can be written", impossible);
        }
    }
}
