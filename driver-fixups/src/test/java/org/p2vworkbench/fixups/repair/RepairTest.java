package org.p2vworkbench.fixups.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.fixups.appliance.LockedVolume;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.RepairPlan;
import org.p2vworkbench.fixups.plan.Severity;

class RepairTest {

    private static final LockedVolume LOCKED =
            new LockedVolume("/dev/sda2", "c3f05b3e-25b3-481e-8ce8-d87cb2a37abe", "no key was given for it");

    @Test
    void whatIsAddedLeavesTheRestAsItIs() {
        Finding first = new Finding("A", Severity.INFO, "first", "");
        Repair repair = new Repair(
                Map.of("kind", "linux"),
                new RepairPlan(List.of(), List.of(first)),
                Optional.empty(),
                Map.of("undo.reg", Content.of("x")),
                Optional.empty());

        Repair told = repair.on("/dev/sda2").with(LockedGuest.data(List.of(LOCKED)));

        assertThat(told.guest()).containsEntry("kind", "linux").containsEntry("root", "/dev/sda2");
        assertThat(told.plan().findings()).hasSize(2).contains(first);
        assertThat(told.papers()).containsOnlyKeys("undo.reg");
        assertThat(told.blocker()).as("locked data beside the system").isEmpty();
    }

    @Test
    void lockedSystemForbidsTheRepairAndSaysWhatToType() {
        Repair locked = LockedGuest.unreachable(List.of(LOCKED));

        assertThat(locked.blocker()).hasValueSatisfying(finding -> {
            assertThat(finding.code()).isEqualTo("GUEST-LOCKED");
            assertThat(finding.text()).contains("/dev/sda2", LOCKED.uuid(), "no key was given");
            assertThat(finding.remedy()).contains("--key %s:file:PATH".formatted(LOCKED.uuid()));
        });
    }
}
