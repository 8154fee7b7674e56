package org.p2vworkbench.converter.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.p2vworkbench.converter.hardware.Bus;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.Nic;
import org.p2vworkbench.converter.hardware.NicModel;
import org.p2vworkbench.fixtures.ReferenceData;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Our reading of VMX files against what libvirt and virt-v2v make of the same files. */
class VmxReferenceTest {

    @TestFactory
    Stream<DynamicTest> libvirtReadsTheSame() throws IOException {
        return files("libvirt", ".vmx")
                .filter(vmx -> Files.exists(expectedBeside(vmx, ".xml")))
                .map(vmx -> DynamicTest.dynamicTest(vmx.getFileName().toString(), () -> compareWithLibvirt(vmx)));
    }

    @TestFactory
    Stream<DynamicTest> virtV2vReadsTheSame() throws IOException {
        return files("v2v", ".vmx")
                .map(vmx -> DynamicTest.dynamicTest(vmx.getFileName().toString(), () -> compareWithV2v(vmx)));
    }

    @TestFactory
    Stream<DynamicTest> filesWithMissingDisksAreStillRead() throws IOException {
        return files("libvirt", ".vmx")
                .filter(vmx -> !Files.exists(expectedBeside(vmx, ".xml")))
                .map(vmx -> DynamicTest.dynamicTest(
                        vmx.getFileName().toString(),
                        () -> assertThat(read(vmx).disks()).hasSize(1)));
    }

    private static void compareWithLibvirt(Path vmx) throws Exception {
        MachineHardware found = read(vmx);
        Element domain = xml(expectedBeside(vmx, ".xml")).getDocumentElement();

        assertThat(found.name()).isEqualTo(text(domain, "name"));
        assertThat(found.memoryBytes()).isEqualTo(Long.parseLong(text(domain, "memory")) * 1024);
        assertThat(found.cpu().count()).isEqualTo(Integer.parseInt(text(domain, "vcpu")));
        NodeList topology = domain.getElementsByTagName("topology");
        assertThat(found.cpu().sockets())
                .isEqualTo(
                        topology.getLength() == 0
                                ? found.cpu().count()
                                : Integer.parseInt(((Element) topology.item(0)).getAttribute("sockets")));
        assertThat(found.firmware().isUefi())
                .isEqualTo(((Element) domain.getElementsByTagName("os").item(0))
                        .getAttribute("firmware")
                        .equals("efi"));
        Optional.of(text(domain, "uuid"))
                .filter(uuid -> !uuid.startsWith("00000000"))
                .ifPresent(
                        uuid -> assertThat(found.uuid().map(Object::toString)).contains(uuid));
        assertThat(found.disks().stream().map(VmxReferenceTest::shown)).containsExactlyElementsOf(disks(domain));
        assertThat(found.nics().stream().map(VmxReferenceTest::shown)).containsExactlyElementsOf(nics(domain));
    }

    /** bus, controller, unit and file name, as libvirt counts them. */
    private static String shown(DiskDrive disk) {
        DriveAddress at = disk.at();
        String file = disk.image().substring(disk.image().lastIndexOf('/') + 1);
        return "%s %d %d %s %s"
                .formatted(
                        at.bus().name().toLowerCase(Locale.ROOT),
                        at.controller(),
                        at.unit(),
                        at.bus() == Bus.SCSI ? at.scsi() : "",
                        file);
    }

    private static List<String> disks(Element domain) {
        List<String> shown = new ArrayList<>();
        for (Element disk : all(domain, "disk")) {
            if (disk.getAttribute("device").equals("disk")) {
                Element target = all(disk, "target").get(0);
                Element address = all(disk, "address").get(0);
                boolean ide = target.getAttribute("bus").equals("ide");
                String controller = address.getAttribute(ide ? "bus" : "controller");
                String source = all(disk, "source").get(0).getAttribute("file");
                shown.add("%s %s %s %s %s"
                        .formatted(
                                target.getAttribute("bus"),
                                controller,
                                address.getAttribute("unit"),
                                ide ? "" : scsiModel(domain, controller),
                                source.substring(source.lastIndexOf('/') + 1)));
            }
        }
        return shown;
    }

    private static String scsiModel(Element domain, String index) {
        return all(domain, "controller").stream()
                .filter(controller -> controller.getAttribute("type").equals("scsi")
                        && controller.getAttribute("index").equals(index))
                .map(controller -> controller.getAttribute("model"))
                .map(model -> model.equals("vmpvscsi") ? "PVSCSI" : model.isEmpty() ? "UNKNOWN" : model)
                .map(model -> model.toUpperCase(Locale.ROOT))
                .findFirst()
                .orElseThrow();
    }

    private static String shown(Nic nic) {
        return "%s %s".formatted(nic.mac().map(Object::toString).orElse(""), nic.model());
    }

    private static List<String> nics(Element domain) {
        List<String> shown = new ArrayList<>();
        for (Element nic : all(domain, "interface")) {
            String mac = all(nic, "mac").get(0).getAttribute("address");
            NicModel model = all(nic, "model").stream()
                    .map(element -> NicModel.of(element.getAttribute("type")))
                    .findFirst()
                    .orElse(NicModel.UNKNOWN);
            shown.add(mac + " " + model);
        }
        return shown;
    }

    private static void compareWithV2v(Path vmx) throws IOException {
        MachineHardware found = read(vmx);
        List<String> expected = Files.readAllLines(expectedBeside(vmx, ".expected"));

        assertThat(found.name()).isEqualTo(v2v(expected, "source name"));
        assertThat(found.memoryBytes() + " (bytes)").isEqualTo(v2v(expected, "memory"));
        assertThat(Integer.toString(found.cpu().count())).isEqualTo(v2v(expected, "nr vCPUs"));
        assertThat(found.firmware().name().toLowerCase(Locale.ROOT)).isEqualTo(v2v(expected, "firmware"));
        assertThat(found.disks())
                .hasSize((int) expected.stream()
                        .filter(line -> line.matches("\\t\\d+ \\[scsi]"))
                        .count())
                .allMatch(disk -> disk.at().bus() == Bus.SCSI);
        assertThat(found.cdroms()).hasSize((int)
                expected.stream().filter(line -> line.contains("CD-ROM")).count());
        for (Nic nic : found.nics()) {
            assertThat(expected)
                    .anyMatch(line -> line.contains("mac: %s [%s]"
                            .formatted(
                                    nic.mac().orElseThrow(), nic.model().name().toLowerCase(Locale.ROOT))));
        }
    }

    private static String v2v(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.strip().startsWith(key + ":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    private static MachineHardware read(Path vmx) throws IOException {
        return VmxMachine.of(VmxFile.parse(vmx.getFileName().toString(), Files.readAllBytes(vmx)), "fallback")
                .hardware();
    }

    private static Stream<Path> files(String folder, String ending) throws IOException {
        Optional<Path> data =
                ReferenceData.folder().map(found -> found.resolve("vmx").resolve(folder));
        Assumptions.assumeTrue(
                data.filter(Files::isDirectory).isPresent(), "no reference VMX files beside the checkout");
        try (Stream<Path> listed = Files.list(data.get())) {
            return listed.filter(path -> path.toString().endsWith(ending)).sorted().toList().stream();
        }
    }

    private static Path expectedBeside(Path vmx, String ending) {
        String name = vmx.getFileName().toString();
        return vmx.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
    }

    private static Document xml(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }

    private static List<Element> all(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
