package org.p2vworkbench.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** A report as a JSON document. */
public final class ReportJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ReportJson() {}

    /** @throws IOException if it is no report */
    public static MigrationReport read(String json) throws IOException {
        MigrationReport read;
        try {
            read = MAPPER.readValue(json, MigrationReport.class);
        } catch (JsonProcessingException other) {
            throw new IOException("no report of a migration: " + other.getOriginalMessage(), other);
        }
        if (read == null || read.schemaVersion() < 1) {
            throw new IOException("no report of a migration: it has no schemaVersion");
        }
        return read;
    }

    public static String of(MigrationReport report) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
        } catch (JsonProcessingException mistake) {
            throw new IllegalArgumentException("a report that has no JSON form", mistake);
        }
    }
}
