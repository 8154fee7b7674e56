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
        // The first lists all image formats, the last all filesystems; the other opens what is in its folder as raw
        // files.
        return Set.of("ImageFormats", "FolderSiblings", "Allocations");
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
