package org.p2vworkbench.reports.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rules of a site's own policy: a folder of JSON files, each one rule. */
public final class SiteRules {

    public static final SiteRules NONE = new SiteRules(List.of());

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int MOST_RULES = 1000;
    private static final long MOST_BYTES = 1 << 20;

    private final List<Rule> rules;

    private SiteRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    List<Rule> rules() {
        return rules;
    }

    /** @throws IOException that names the file, when one is no rule: half a policy is worse than none */
    public static SiteRules in(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .limit(MOST_RULES)
                    .toList();
        }
        List<Rule> rules = new ArrayList<>();
        for (Path file : files) {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(file + " is too long for a rule");
            }
            rules.add(read(file));
        }
        return new SiteRules(rules);
    }

    private static Rule read(Path file) throws IOException {
        try {
            JsonNode json = MAPPER.readTree(Files.readString(file));
            return SiteRule.of(json);
        } catch (JsonProcessingException | IllegalArgumentException mistake) {
            throw new IOException(
                    file + " is no rule: "
                            + mistake.getMessage().lines().findFirst().orElse("") + ". docs/inventory.md shows one.",
                    mistake);
        }
    }
}
