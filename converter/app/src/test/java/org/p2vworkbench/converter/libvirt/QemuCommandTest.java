package org.p2vworkbench.converter.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.MachineHardware;

/** Machines that are started for a look, where something is missing. */
class QemuCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aUefiMachineWithoutFirmwareOnThisHostIsRefused() throws IOException {
        Domain domain = Domain.of(machine(Firmware.UEFI), Wishes.NONE);

        assertThatThrownBy(() -> QemuCommand.of(domain, Accelerator.TCG, folder, Optional.empty()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("web01")
                .hasMessageContaining("no such firmware is installed")
                .satisfies(refused ->
                        assertThat(((RefusedException) refused).next()).contains("ovmf"));
    }

    @Test
    void noCardIsNoNetwork() throws IOException {
        Blueprint machine = machine(Firmware.BIOS);
        Blueprint lonely = new Blueprint(
                machine.hardware().withNics(List.of()), machine.guest(), machine.board(), List.of(), new UUID(1, 2));

        assertThat(QemuCommand.of(lonely, Accelerator.TCG, folder, Optional.empty()))
                .doesNotContain("-netdev");
        assertThat(DomainXml.of(lonely, Wishes.NONE, new HostFeatures(Accelerator.KVM, true)))
                .doesNotContain("<interface");
        assertThat(ProxmoxConf.of(lonely, Wishes.NONE, folder)).doesNotContain("net0");
    }

    @Test
    void everyCardIsBehindAWall() throws IOException {
        assertThat(QemuCommand.of(machine(Firmware.BIOS), Accelerator.TCG, folder, Optional.empty()))
                .contains("-netdev")
                .filteredOn(word -> word.startsWith("user"))
                .isNotEmpty()
                .allSatisfy(word -> assertThat(word).contains("restrict=on"));
    }

    private static Blueprint machine(Firmware firmware) {
        return Blueprint.of(
                MachineHardware.aroundBareDisks("web01", firmware, List.of("a")), List.of(), new UUID(1, 2));
    }
}
