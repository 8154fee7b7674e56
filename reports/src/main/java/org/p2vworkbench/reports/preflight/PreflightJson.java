package org.p2vworkbench.reports.preflight;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Locale;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.risk.Assessment;
import org.p2vworkbench.reports.risk.Finding;

/** The inventory with its assessment as one JSON object: an inventory with one field more, so that it reads as one again. */
public final class PreflightJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();

    private PreflightJson() {}

    public static String of(Preflight report, Words words) {
        ObjectNode json = MAPPER.valueToTree(report.inventory());
        Assessment assessment = report.assessment();
        ObjectNode node = json.putObject("assessment");
        node.put("verdict", assessment.verdict().code());
        ArrayNode findings = node.putArray("findings");
        assessment.findings().forEach(finding -> findings.add(finding(finding, words)));
        node.set("proposal", MAPPER.valueToTree(assessment.proposal()));
        node.set("time", MAPPER.valueToTree(assessment.time()));
        assessment.downtime().ifPresent(downtime -> node.set("downtime", MAPPER.valueToTree(downtime)));
        node.put("effort", assessment.effort());
        try {
            return MAPPER.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("a tree can be written", impossible);
        }
    }

    private static ObjectNode finding(Finding finding, Words words) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("code", finding.code());
        node.put("severity", finding.severity().code());
        node.put("title", FindingCards.title(finding, words));
        node.put("evidence", finding.evidence());
        node.put("remedy", FindingCards.remedy(finding, words));
        node.put("owner", finding.owner().name().toLowerCase(Locale.ROOT));
        node.put("repair", finding.repair().code());
        return node;
    }
}
