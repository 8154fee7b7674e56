package org.p2vworkbench.converter.ovf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.fixtures.ReferenceData;

/** Our reading of descriptors that others made; what is expected was read off the descriptors by eye. */
class OvfReferenceTest {

    /** cards: model and network; disks: bus, adapter, controller, unit and file. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Nostalgia                    | Nostalgia           | 1 | 64   | BIOS | SCSI BUSLOGIC 0 0 Nostalgia-disk1.vmdk
            converter_winxp              | converter_winxp     | 2 | 256  | BIOS | SCSI BUSLOGIC 0 0 converter_winxp-disk1.vmdk
            cot-input                    | test                | 4 | 4096 | BIOS | SCSI LSILOGIC 0 0 input.vmdk
            cot-v0.9                     | v0.9                | 1 | 8192 | BIOS | SCSI LSILOGIC 0 0 input.vmdk
            secure-boot-enabled-with-efi-firmware | Nostalgia  | 1 | 64   | UEFI_SECURE_BOOT | ""
            v2v-test-i-ova-gz            | 2K8R2EESP1_2_Medium | 1 | 1024 | BIOS | SCSI LSISAS1068 0 0 disk1.vmdk.gz
            win19                        | win19               | 2 | 4    | UEFI_SECURE_BOOT | SCSI LSISAS1068 0 0 win19-1.vmdk
            """)
    void describedMachineIsRead(String file, String name, int cpus, long memoryMib, String firmware, String disks)
            throws IOException {
        MachineHardware machine = read(file).machines().get(0).hardware();

        assertThat(machine.name()).isEqualTo(name);
        assertThat(machine.cpu().count()).isEqualTo(cpus);
        assertThat(machine.memoryBytes()).isEqualTo(memoryMib << 20);
        assertThat(machine.firmware()).hasToString(firmware);
        assertThat(machine.disks().stream()
                        .map(disk -> shown(disk.at()) + " " + disk.image())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(disks);
    }

    @Test
    void defaultDeploymentOptionIsTaken() throws IOException {
        OvfMachine machine = read("cot-input").machines().get(0);

        assertThat(machine.hardware().nics()).hasSize(3);
        assertThat(machine.notes()).containsExactly("the deployment option '4CPU-4GB-3NIC' was taken");
    }

    @Test
    void eachMachineOfACollectionIsOne() throws IOException {
        assertThat(read("two-vms-vapp").machines())
                .extracting(machine -> machine.hardware().name() + " "
                        + machine.hardware().disks().get(0).image())
                .containsExactly("vm2 two-vms-vapp-disk1.vmdk", "vm1 two-vms-vapp-disk2.vmdk");
    }

    @Test
    void chunkSizeIsRead() throws IOException {
        assertThat(read("Nostalgia").files().get(0).chunkBytes()).hasValue(7516192768L);
    }

    @Test
    void everyDescriptorIsRead() throws IOException {
        try (var listed = Files.list(folder())) {
            for (Path ovf : listed.filter(path -> path.toString().endsWith(".ovf"))
                    .filter(path -> !path.endsWith("cot-invalid.ovf"))
                    .toList()) {
                assertThat(OvfEnvelope.parse(ovf.toString(), Files.readAllBytes(ovf))
                                .machines())
                        .as(ovf.toString())
                        .isNotEmpty();
            }
        }
    }

    private static String shown(DriveAddress at) {
        return "%s %s %d %d".formatted(at.bus(), at.scsi(), at.controller(), at.unit());
    }

    private static OvfEnvelope read(String name) throws IOException {
        return OvfEnvelope.parse(name + ".ovf", Files.readAllBytes(folder().resolve(name + ".ovf")));
    }

    private static Path folder() {
        Optional<Path> data = ReferenceData.folder().map(found -> found.resolve("images/ova"));
        Assumptions.assumeTrue(data.filter(Files::isDirectory).isPresent(), "no reference OVFs beside the checkout");
        return data.get();
    }
}
