package org.p2vworkbench.agent.inventory.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.agent.inventory.MachineInventory;

class OtherSurveyTest {

    @Test
    void whatIsNotReadIsUnknownAndWhatIsReadIsThere() throws IOException {
        MachineInventory machine = MachineInventory.parse("""
                {"schema": 1, "hostName": "app01", "system": "windows", "systemVersion": "6.3.9600", "memoryBytes": 8589934592,
                 "product": {"vendor": "Dell Inc.", "name": "To Be Filled By O.E.M."},
                 "processor": {"model": "Xeon", "sockets": 1, "cores": 4, "threads": 8},
                 "disks": [{"name": "physicaldrive0", "path": "\\\\\\\\.\\\\PHYSICALDRIVE0", "sizeBytes": 1000}]}
                """);

        Survey survey = new OtherSurvey(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), "p2v test").of(machine);

        assertThat(survey.hardware().platform().vendor().value()).contains("Dell Inc.");
        assertThat(survey.hardware().platform().model().unknown())
                .contains("the maker left a filler there: To Be Filled By O.E.M.");
        assertThat(survey.hardware().platform().firmware().value()).isEmpty();
        assertThat(survey.hardware().processor().threads().value()).contains(8L);
        assertThat(survey.hardware().disks()).hasSize(1);
        assertThat(survey.guest().orElseThrow().family().value()).contains("windows");
        assertThat(survey.live()).isEmpty();
        assertThat(survey.missed()).isNotEmpty();
    }
}
