package org.p2vworkbench.converter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.house.HouseRules;

class HouseRulesTest extends HouseRules {

    HouseRulesTest() {
        super(
                "org.p2vworkbench.converter",
                50,
                List.of(
                        "org.p2vworkbench.disks..",
                        "org.p2vworkbench.agent.inventory..",
                        "org.p2vworkbench.agent.wire..",
                        "org.p2vworkbench.fixups..",
                        "org.p2vworkbench.reports..",
                        "org.p2vworkbench.media..",
                        "org.p2vworkbench.fixtures.."));
    }

    @Test
    void outsideProgramsAreStartedInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..converter.process..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .check(compiled());
    }

    /** Commands depend on the work; the work knows nothing of commands. */
    @Test
    void nothingKnowsTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..converter.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..converter.cli..")
                .check(compiled());
    }
}
