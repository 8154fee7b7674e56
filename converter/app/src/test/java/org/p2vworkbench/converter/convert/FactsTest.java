package org.p2vworkbench.converter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.MacAddress;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.Nic;
import org.p2vworkbench.converter.hardware.NicModel;
import org.p2vworkbench.converter.hardware.OldPlace;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.fixups.plan.MachineFacts;

/** What an agent saw is what the repair of the guest gets, also from the record of a machine copied before. */
final class FactsTest {

    private static final MachineHardware BARE =
            MachineHardware.aroundBareDisks("web01", Firmware.BIOS, List.of("/dev/sda"));

    @Test
    void placesAndNamesReachTheRepair() throws IOException {
        MachineHardware seen = BARE.fitted(
                BARE.cpu(),
                List.of(new DiskDrive(DriveAddress.UNKNOWN, "/dev/sda", List.of("sda", "disk/by-id/wwn-0x5000"))),
                List.of(
                        nic("00:1b:21:00:00:01", Optional.of(new OldPlace("eno1", "0000:00:19.0"))),
                        nic("00:1b:21:00:00:02", Optional.empty())),
                BARE.clock());

        MachineFacts facts = Facts.of(JsonText.parse(JsonText.line(seen), MachineHardware.class));

        assertThat(facts.nics())
                .containsExactly(
                        new MachineFacts.Nic("eno1", "00:1b:21:00:00:01", "0000:00:19.0"),
                        new MachineFacts.Nic("", "00:1b:21:00:00:02", ""));
        assertThat(facts.disks()).containsExactly(new MachineFacts.Disk(List.of("sda", "disk/by-id/wwn-0x5000")));
    }

    @Test
    void recordOfAnEarlierVersionIsRead() throws IOException {
        String earlier = JsonText.line(BARE).replace(",\"place\":null", "").replace(",\"names\":[]", "");

        assertThat(earlier).doesNotContain("place").doesNotContain("names");
        assertThat(JsonText.parse(earlier, MachineHardware.class)).isEqualTo(BARE);
    }

    private static Nic nic(String mac, Optional<OldPlace> place) {
        return new Nic(MacAddress.parse(mac), NicModel.UNKNOWN, Optional.empty(), true, place);
    }
}
