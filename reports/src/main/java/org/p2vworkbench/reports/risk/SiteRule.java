package org.p2vworkbench.reports.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rule of a site: a place in the inventory's JSON and what must be there for the finding.
 *
 * <p>{@code "when": {"field": "hardware.disks.*.sizeBytes.value", "above": 8000000000000}}; the words of the field are names,
 * {@code *} is each element of a list. Tests are {@code equals}, {@code contains}, {@code above}, {@code below} and
 * {@code missing}.
 */
final class SiteRule implements Rule {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private static final List<String> TESTS = List.of("equals", "contains", "above", "below", "missing");

    private final Finding finding;
    private final List<String> field;
    private final JsonNode when;

    private SiteRule(Finding finding, List<String> field, JsonNode when) {
        this.finding = finding;
        this.field = field;
        this.when = when;
    }

    static SiteRule of(JsonNode json) {
        JsonNode when = json.path("when");
        String field = text(when, "field");
        if (TESTS.stream().noneMatch(when::has)) {
            throw new IllegalArgumentException("\"when\" has none of " + String.join(", ", TESTS));
        }
        Finding.Texts texts = new Finding.Texts(text(json, "title"), text(json, "consequence"), text(json, "remedy"));
        return new SiteRule(
                new Finding(
                        text(json, "code"),
                        Severity.valueOf(text(json, "severity").toUpperCase(Locale.ROOT)),
                        Owner.valueOf(json.path("owner").asText("consultant").toUpperCase(Locale.ROOT)),
                        Remedy.MANUAL,
                        "",
                        Optional.of(texts)),
                List.of(field.split("\\.")),
                when);
    }

    private static String text(JsonNode json, String name) {
        if (!json.path(name).isTextual()) {
            throw new IllegalArgumentException("there is no text \"" + name + "\"");
        }
        return json.path(name).asText();
    }

    @Override
    public Optional<Finding> check(Situation situation) {
        List<JsonNode> values = new ArrayList<>();
        collect(MAPPER.valueToTree(situation.inventory()), 0, values);
        Optional<String> evidence = when.has("missing")
                ? Situation.when(values.isEmpty(), () -> String.join(".", field))
                : Situation.listed(values.stream().filter(this::fits).map(JsonNode::asText));
        return evidence.map(found -> new Finding(
                finding.code(), finding.severity(), finding.owner(), finding.repair(), found, finding.own()));
    }

    private void collect(JsonNode node, int depth, List<JsonNode> values) {
        if (depth == field.size()) {
            if (node.isArray()) {
                node.forEach(values::add);
            } else if (!node.isMissingNode() && !node.isNull()) {
                values.add(node);
            }
        } else if (field.get(depth).equals("*")) {
            node.forEach(element -> collect(element, depth + 1, values));
        } else {
            collect(node.path(field.get(depth)), depth + 1, values);
        }
    }

    private boolean fits(JsonNode value) {
        return when.has("equals") && value.asText().equals(when.get("equals").asText())
                || when.has("contains")
                        && value.asText()
                                .toLowerCase(Locale.ROOT)
                                .contains(when.get("contains").asText().toLowerCase(Locale.ROOT))
                || when.has("above")
                        && value.isNumber()
                        && value.asDouble() > when.get("above").asDouble()
                || when.has("below")
                        && value.isNumber()
                        && value.asDouble() < when.get("below").asDouble();
    }
}
