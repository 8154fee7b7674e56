package org.p2vworkbench.converter.ovf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.converter.hardware.Bus;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.GuestClock;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.NicModel;
import org.p2vworkbench.converter.hardware.ScsiModel;
import org.p2vworkbench.disks.DiskFormatException;

class OvfEnvelopeTest {

    private static final String FULL = """
            <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/2" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/2"
                xmlns:rasd="r" xmlns:sasd="s" xmlns:vmw="v">
              <References>
                <File ovf:id="f1" ovf:href="one.vmdk.gz" ovf:size="4096" ovf:compression="gzip"/>
                <File ovf:id="f2" ovf:href="two.vmdk" ovf:size="30" ovf:chunkSize="20"/>
              </References>
              <DiskSection>
                <Disk ovf:diskId="d1" ovf:capacity="3" ovf:capacityAllocationUnits="byte * 2^30" ovf:fileRef="f1"/>
                <Disk ovf:diskId="d2" ovf:capacity="5000" ovf:fileRef="f2"/>
                <Disk ovf:diskId="d3" ovf:capacity="7" ovf:capacityAllocationUnits="MegaBytes"/>
              </DiskSection>
              <VirtualSystem ovf:id="sys">
                <Name>Old &amp; grey</Name>
                <OperatingSystemSection vmw:osType="windows9_64Guest"/>
                <VirtualHardwareSection>
                  <Item><rasd:InstanceID>1</rasd:InstanceID><rasd:ResourceType>3</rasd:ResourceType>
                    <rasd:VirtualQuantity>6</rasd:VirtualQuantity><vmw:CoresPerSocket>3</vmw:CoresPerSocket></Item>
                  <Item><rasd:InstanceID>2</rasd:InstanceID><rasd:ResourceType>4</rasd:ResourceType>
                    <rasd:AllocationUnits>byte*2^20</rasd:AllocationUnits><rasd:VirtualQuantity>1536</rasd:VirtualQuantity></Item>
                  <Item><rasd:InstanceID>3</rasd:InstanceID><rasd:ResourceType>6</rasd:ResourceType>
                    <rasd:Address>1</rasd:Address><rasd:ResourceSubType>VirtualSCSI</rasd:ResourceSubType></Item>
                  <Item><rasd:InstanceID>4</rasd:InstanceID><rasd:ResourceType>20</rasd:ResourceType>
                    <rasd:ResourceSubType>AHCI</rasd:ResourceSubType></Item>
                  <Item><rasd:InstanceID>5</rasd:InstanceID><rasd:ResourceType>5</rasd:ResourceType></Item>
                  <StorageItem><sasd:InstanceID>6</sasd:InstanceID><sasd:ResourceType>17</sasd:ResourceType>
                    <sasd:HostResource>ovf:/disk/d1</sasd:HostResource><sasd:Parent>3</sasd:Parent>
                    <sasd:AddressOnParent>4</sasd:AddressOnParent></StorageItem>
                  <Item><rasd:InstanceID>7</rasd:InstanceID><rasd:ResourceType>17</rasd:ResourceType>
                    <rasd:HostResource>/file/f2</rasd:HostResource><rasd:Parent>4</rasd:Parent>
                    <rasd:AddressOnParent>2</rasd:AddressOnParent></Item>
                  <Item><rasd:InstanceID>8</rasd:InstanceID><rasd:ResourceType>17</rasd:ResourceType>
                    <rasd:HostResource>/disk/d3</rasd:HostResource><rasd:Parent>5</rasd:Parent>
                    <rasd:AddressOnParent>3</rasd:AddressOnParent></Item>
                  <Item><rasd:InstanceID>9</rasd:InstanceID><rasd:ResourceType>15</rasd:ResourceType>
                    <rasd:Parent>5</rasd:Parent><rasd:AddressOnParent>0</rasd:AddressOnParent></Item>
                  <Item><rasd:InstanceID>10</rasd:InstanceID><rasd:ResourceType>14</rasd:ResourceType></Item>
                  <Item><rasd:InstanceID>11</rasd:InstanceID><rasd:ResourceType>10</rasd:ResourceType>
                    <rasd:ResourceSubType>E1000</rasd:ResourceSubType><rasd:Connection>DMZ</rasd:Connection>
                    <rasd:Address>00-50-56-AA-BB-CC</rasd:Address>
                    <rasd:AutomaticAllocation>false</rasd:AutomaticAllocation></Item>
                  <vmw:Config vmw:key="firmware" vmw:value="efi"/>
                </VirtualHardwareSection>
              </VirtualSystem>
            </Envelope>
            """;

    @Test
    void everyFieldComesFromItsOwnElement() throws IOException {
        OvfEnvelope envelope = parse(FULL);
        MachineHardware machine = envelope.machines().get(0).hardware();

        assertThat(envelope.files())
                .containsExactly(
                        new OvfFile("f1", "one.vmdk.gz", OptionalLong.of(4096), true, OptionalLong.empty()),
                        new OvfFile("f2", "two.vmdk", OptionalLong.of(30), false, OptionalLong.of(20)));
        assertThat(envelope.disks()).extracting(OvfDisk::capacityBytes).containsExactly(3L << 30, 5000L, 7L << 20);
        assertThat(machine.name()).isEqualTo("Old & grey");
        assertThat(machine.firmware()).isEqualTo(Firmware.UEFI);
        assertThat(machine.cpu()).isEqualTo(new CpuTopology(2, 3, 1));
        assertThat(machine.memoryBytes()).isEqualTo(1536L << 20);
        assertThat(machine.guestOs()).contains("windows9_64Guest");
        assertThat(machine.clock()).isEqualTo(GuestClock.LOCAL_TIME);
        assertThat(machine.disks())
                .containsExactly(
                        new DiskDrive(new DriveAddress(Bus.SCSI, ScsiModel.PVSCSI, 1, 4), "one.vmdk.gz"),
                        new DiskDrive(DriveAddress.of(Bus.SATA, 0, 2), "two.vmdk"),
                        new DiskDrive(DriveAddress.of(Bus.IDE, 1, 1), ""));
        assertThat(envelope.machines().get(0).content())
                .containsExactly(
                        new OvfMachine.Content("one.vmdk.gz", 3L << 30),
                        new OvfMachine.Content("two.vmdk", 0),
                        new OvfMachine.Content("", 7L << 20));
        assertThat(machine.cdroms()).hasSize(1);
        assertThat(machine.floppies()).hasSize(1);
        assertThat(machine.nics()).singleElement().satisfies(nic -> {
            assertThat(nic.mac().map(Object::toString)).contains("00:50:56:aa:bb:cc");
            assertThat(nic.model()).isEqualTo(NicModel.E1000);
            assertThat(nic.network()).contains("DMZ");
            assertThat(nic.connected()).isFalse();
        });
    }

    @Test
    void documentTypesAreRefused() {
        for (String prologue : new String[] {
            "<!DOCTYPE Envelope SYSTEM \"file:///etc/passwd\">",
            "<!DOCTYPE Envelope [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
            "<!DOCTYPE Envelope [<!ENTITY % x SYSTEM \"http://127.0.0.1/x\"> %x;]>",
            "<!DOCTYPE Envelope>"
        }) {
            assertThatThrownBy(() -> parse(prologue + FULL))
                    .as(prologue)
                    .isInstanceOf(DiskFormatException.class)
                    .hasMessageContaining("declares a document type");
        }
        assertThatThrownBy(() -> parse(FULL.replace("Old &amp;", "Old &xxe;"))).isInstanceOf(DiskFormatException.class);
    }

    @Test
    void deepAndWideDocumentsAreRefused() {
        assertThatThrownBy(() -> parse("<a>".repeat(100_000)))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("deeper than 64");
        assertThatThrownBy(() -> parse("<Envelope>" + "<a/>".repeat(300_000) + "</Envelope>"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("more than 200000");
    }

    @Test
    void impossibleValuesAreRefusedWithWhatWasFound() {
        refused("ovf:capacity=\"3\"", "ovf:capacity=\"9999999999999999999\"", "no size");
        refused("byte * 2^30", "byte * 2^99", "no size");
        refused("byte*2^20", "hertz", "asks for \"1536\" of memory in \"hertz\"");
        refused(">6<", ">0<", "asks for 0 processors");
        refused(">6<", ">999999999<", "asks for 999999999 processors");
        refused("ovf:chunkSize=\"20\"", "ovf:chunkSize=\"0\"", "chunks of 0 bytes");
        refused("compression=\"gzip\"", "compression=\"bzip2\"", "only gzip is read");
        refused("ovf:/disk/d1", "ovf:/disk/d9", "which the descriptor does not define");
        refused("ovf:size=\"30\"", "ovf:size=\"-30\"", "expected a number of bytes");
        refused("<VirtualSystem ovf:id=\"sys\">", "<VirtualSystem2>", "not well-formed");
        assertThatThrownBy(() -> parse("<Domain/>"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("root element <Domain>");
        assertThatThrownBy(() -> parse("<Envelope/>"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("describes 0 machines");
    }

    @Test
    void onlyIoExceptionsEscapeMutatedDescriptors() {
        Random random = new Random(11);
        byte[] seed = FULL.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = seed.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : seed[random.nextInt(seed.length)]);
            }
            OvfFuzz.fuzzerTestOneInput(bytes);
        }
    }

    private static void refused(String from, String to, String message) {
        assertThat(FULL).contains(from);
        assertThatThrownBy(() -> parse(FULL.replace(from, to)))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining(message);
    }

    private static OvfEnvelope parse(String xml) throws IOException {
        return OvfEnvelope.parse("test.ovf", xml.getBytes(StandardCharsets.UTF_8));
    }
}
