package org.p2vworkbench.reports.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.SampleInventory;
import org.p2vworkbench.reports.page.Language;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.sizing.Target;
import org.p2vworkbench.reports.sizing.TargetJson;

class RulesTest {

    @TempDir
    private Path folder;

    static Stream<RuleCases.Case> cases() {
        return RuleCases.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ruleTriggersAndNearlyTriggers(RuleCases.Case one) throws IOException {
        assertThat(codes(one, one.triggers())).as("triggers").contains(one.code());
        assertThat(codes(one, one.nearly())).as("nearly").doesNotContain(one.code());
    }

    @Test
    void everyRuleHasItsCase() {
        List<String> rules =
                Assessment.builtIn().map(rule -> ((BuiltInRule) rule).code()).toList();

        assertThat(RuleCases.all().stream().map(RuleCases.Case::code)).containsExactlyInAnyOrderElementsOf(rules);
        assertThat(rules).doesNotHaveDuplicates();
    }

    @Test
    void everyRuleSaysWhatItMeansInEveryLanguage() {
        for (Language language : Language.values()) {
            Words words = Words.in(language, ZoneOffset.UTC);
            assertThat(Assessment.builtIn().map(rule -> ((BuiltInRule) rule).code()))
                    .allSatisfy(code -> assertThat(List.of("title", "consequence", "remedy"))
                            .allSatisfy(part ->
                                    assertThat(words.text(code + "." + part)).isNotBlank()));
        }
    }

    @Test
    void goodServerIsReady() {
        Assessment assessment =
                Assessment.of(SampleInventory.ofGoodServer("web01").inventory(), Target.UNKNOWN, SiteRules.NONE);

        assertThat(assessment.findings()).isEmpty();
        assertThat(assessment.verdict()).isEqualTo(Verdict.READY);
    }

    @Test
    void verdictFollowsFromTheWorst() {
        assertThat(verdict("guest.namesBoundToCards", "true")).isEqualTo(Verdict.FIX);
        assertThat(verdict("live.uptimeSeconds", "40000000")).isEqualTo(Verdict.DECIDE);
        assertThat(verdict("live.services", "['pacemaker']")).isEqualTo(Verdict.BLOCKED);
    }

    @Test
    void ruleOfTheSiteIsFoundInItsField() throws IOException {
        Files.writeString(folder.resolve("big.json"), """
                {"code": "SITE-001", "severity": "high", "title": "A large disk", "consequence": "It takes long.",
                 "remedy": "Ask the storage team.", "owner": "customer",
                 "when": {"field": "hardware.disks.*.sizeBytes.value", "above": 500000000000}}
                """);

        Assessment assessment =
                Assessment.of(SampleInventory.ofGoodServer("web01").inventory(), Target.UNKNOWN, SiteRules.in(folder));

        assertThat(assessment.findings()).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo("SITE-001");
            assertThat(found.severity()).isEqualTo(Severity.HIGH);
            assertThat(found.owner()).isEqualTo(Owner.CUSTOMER);
            assertThat(found.evidence()).isEqualTo("500107862016");
            assertThat(found.own())
                    .contains(new Finding.Texts("A large disk", "It takes long.", "Ask the storage team."));
        });
    }

    @Test
    void brokenRuleOfTheSiteIsNamed() throws IOException {
        Files.writeString(folder.resolve("bad.json"), "{\"code\": \"SITE-002\"}");

        assertThatThrownBy(() -> SiteRules.in(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("bad.json", "is no rule", "docs/inventory.md");
    }

    private static Verdict verdict(String field, String value) {
        Inventory inventory =
                SampleInventory.ofGoodServer("web01").fact(field, value).inventory();
        return Assessment.of(inventory, Target.UNKNOWN, SiteRules.NONE).verdict();
    }

    private static List<String> codes(RuleCases.Case one, String value) throws IOException {
        SampleInventory sample = SampleInventory.ofGoodServer("web01");
        Target target = Target.UNKNOWN;
        for (int i = 0; i < one.before().size(); i += 2) {
            if (one.before().get(i).equals("target")) {
                target = target(one.before().get(i + 1));
            } else {
                sample.fact(one.before().get(i), one.before().get(i + 1));
            }
        }
        if (one.field().equals("target")) {
            target = target(value);
        } else if (one.fact()) {
            sample.fact(one.field(), value);
        } else {
            sample.put(one.field(), value);
        }
        return Assessment.of(sample.inventory(), target, SiteRules.NONE).findings().stream()
                .map(Finding::code)
                .toList();
    }

    private static Target target(String json) throws IOException {
        return TargetJson.read(json.replace('\'', '"'));
    }
}
