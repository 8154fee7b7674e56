package org.p2vworkbench.agent.inventory.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** What {@code smartctl -j} prints (smartmontools 7, smartctl(8)): of ATA a table of attributes, of NVMe a log, of SCSI lists. */
final class SmartReport {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int REALLOCATED = 5;
    private static final int PENDING = 197;

    private SmartReport() {}

    /** Nothing when it has no verdict: a controller that passes nothing on, a virtual disk, or no JSON at all. */
    static Optional<Disk.Health> read(String json) {
        JsonNode report;
        try {
            report = MAPPER.readTree(json);
        } catch (JsonProcessingException other) {
            return Optional.empty();
        }
        if (!report.path("smart_status").path("passed").isBoolean()) {
            return Optional.empty();
        }
        JsonNode nvme = report.path("nvme_smart_health_information_log");
        JsonNode grown = report.path("scsi_grown_defect_list");
        long reallocated = nvme.isObject()
                ? nvme.path("media_errors").asLong()
                : grown.isNumber() ? grown.asLong() : attribute(report, REALLOCATED);
        return Optional.of(new Disk.Health(
                report.path("smart_status").path("passed").asBoolean(),
                reallocated,
                attribute(report, PENDING),
                report.path("power_on_time").path("hours").asLong(),
                report.path("temperature").path("current").asLong()));
    }

    private static long attribute(JsonNode report, int id) {
        for (JsonNode one : report.path("ata_smart_attributes").path("table")) {
            if (one.path("id").asInt() == id) {
                return one.path("raw").path("value").asLong();
            }
        }
        return 0;
    }
}
