package org.p2vworkbench.reports.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.p2vworkbench.reports.risk.Finding;
import org.p2vworkbench.reports.risk.Verdict;

/** An estate as one JSON object. The inventories themselves stay in their files. */
public final class FleetJson {

    private static final int SCHEMA = 1;
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private FleetJson() {}

    public static String of(Fleet fleet, Optional<FleetDiff> diff) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("schema", SCHEMA);
        json.put("servers", fleet.members().size());
        ObjectNode verdicts = json.putObject("verdicts");
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(verdict.code(), fleet.count(verdict));
        }
        json.put("usedBytes", fleet.usedBytes());
        json.put("poolBytes", fleet.poolBytes());
        json.put("p50Seconds", Math.round(fleet.p50Seconds()));
        json.put("p90Seconds", Math.round(fleet.p90Seconds()));
        json.put("merged", fleet.merged());
        ArrayNode members = json.putArray("machines");
        fleet.members().forEach(member -> members.add(member(member)));
        ArrayNode waves = json.putArray("waves");
        Waves.of(fleet).forEach(wave -> {
            ArrayNode names = waves.addObject().put("wave", wave.number()).putArray("machines");
            wave.members().forEach(member -> names.add(member.name()));
        });
        ArrayNode broken = json.putArray("broken");
        fleet.broken().forEach(one -> broken.addObject().put("file", one.file()).put("why", one.why()));
        diff.ifPresent(changes -> json.set("changes", MAPPER.valueToTree(changes.changes())));
        try {
            return MAPPER.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("a tree can be written", impossible);
        }
    }

    private static ObjectNode member(Fleet.Member member) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("machine", member.name());
        node.put("file", member.file());
        node.put("verdict", member.assessment().verdict().code());
        node.put("effort", member.assessment().effort());
        node.put("usedBytes", member.assessment().time().usedBytes());
        node.put("p50Seconds", Math.round(member.assessment().time().p50Seconds()));
        node.put("p90Seconds", Math.round(member.assessment().time().p90Seconds()));
        node.set("proposal", MAPPER.valueToTree(member.assessment().proposal()));
        ArrayNode findings = node.putArray("findings");
        member.assessment().findings().stream().map(Finding::code).forEach(findings::add);
        return node;
    }
}
