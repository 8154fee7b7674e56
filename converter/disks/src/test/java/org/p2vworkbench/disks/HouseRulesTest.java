package org.p2vworkbench.disks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.house.HouseRules;

class HouseRulesTest extends HouseRules {

    HouseRulesTest() {
        super("org.p2vworkbench.disks", 60, List.of());
    }

    @Override
    protected Set<String> rosters() {
        // The one lists all formats; the other opens what it finds in its folder as plain, raw files.
        return Set.of("ImageFormats", "FolderSiblings");
    }

    @Test
    void libraryStartsNoProcess() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Process.class, Runtime.class)
                .check(compiled());
    }
}
