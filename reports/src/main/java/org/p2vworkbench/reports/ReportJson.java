package org.p2vworkbench.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A report as a JSON document. */
public final class ReportJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ReportJson() {}

    public static String of(MigrationReport report) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
        } catch (JsonProcessingException mistake) {
            throw new IllegalArgumentException("a report that has no JSON form", mistake);
        }
    }
}
