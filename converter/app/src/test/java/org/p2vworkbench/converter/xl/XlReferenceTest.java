package org.p2vworkbench.converter.xl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.Nic;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.fixtures.ReferenceData;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Our reading of xm's and xl's files against what libvirt makes of the same files. */
class XlReferenceTest {

    @TestFactory
    Stream<DynamicTest> libvirtReadsTheSame() throws IOException {
        return files().filter(file -> file.toString().endsWith(".cfg"))
                .filter(file -> Files.exists(expected(file)) && !file.toString().contains("rbd"))
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }

    @TestFactory
    Stream<DynamicTest> everyFileIsRecognised() throws IOException {
        return files().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            try (RawFile bytes = RawFile.open(file)) {
                assertThat(XlFile.recognises(bytes)).isTrue();
            }
        }));
    }

    @Test
    void examplesOfTheManualAreRead() throws IOException {
        Path folder = folder().resolve("examples");

        XlMachine paravirtual = read(folder.resolve("xlexample.pvlinux"));
        XlMachine emulated = read(folder.resolve("xlexample.hvm"));

        assertThat(paravirtual.startedByHost()).isTrue();
        assertThat(paravirtual.notes().get(0)).contains("/boot/vmlinuz", "root=/dev/xvda1");
        assertThat(emulated.startedByHost()).isFalse();
        assertThat(emulated.hardware().memoryBytes()).isEqualTo(128L << 20);
        assertThat(emulated.hardware().cpu().count()).isEqualTo(2);
        assertThat(emulated.hardware().nics()).singleElement().satisfies(nic -> assertThat(nic.mac())
                .isEmpty());
        assertThat(emulated.drives()).extracting(XlDrive::name).containsExactly("xvda");
    }

    @Test
    void disksBehindANetworkAreNamed() throws IOException {
        Path file = folder().resolve("xl/test-rbd-multihost-noauth.cfg");

        assertThat(catchThrowableOfType(DiskFormatException.class, () -> read(file)))
                .hasMessageContaining("line 25: disk has hdb on rbd")
                .hasMessageContaining("only the old host reaches");
    }

    private static void compare(Path file) throws Exception {
        XlMachine machine = read(file);
        MachineHardware found = machine.hardware();
        Element domain = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(expected(file).toFile())
                .getDocumentElement();

        assertThat(found.name()).isEqualTo(text(domain, "name"));
        assertThat(found.uuid().map(Object::toString)).contains(text(domain, "uuid"));
        // Memory beyond what a guest starts with is a promise of Xen's.
        assertThat(found.memoryBytes()).isEqualTo(Long.parseLong(text(domain, "currentMemory")) * 1024);
        Element vcpu = (Element) domain.getElementsByTagName("vcpu").item(0);
        assertThat(found.cpu().count())
                .isEqualTo(Integer.parseInt(
                        vcpu.hasAttribute("current") ? vcpu.getAttribute("current") : vcpu.getTextContent()));
        assertThat(machine.startedByHost()).isEqualTo(!text(domain, "type").equals("hvm"));
        assertThat(found.firmware().isUefi()).isEqualTo(file.toString().contains("ovmf"));
        assertThat(disks(machine)).containsExactlyElementsOf(disks(domain));
        assertThat(found.nics().stream().map(XlReferenceTest::shown).toList()).containsExactlyElementsOf(nics(domain));
    }

    private static List<String> disks(XlMachine machine) {
        return machine.drives().stream()
                .flatMap(drive -> drive.files().stream())
                .map(disk -> "%s %s %s".formatted(disk.device(), disk.format(), disk.path()))
                .toList();
    }

    private static List<String> disks(Element domain) {
        List<String> disks = new ArrayList<>();
        for (Element disk : elements(domain, "disk")) {
            if (disk.getAttribute("device").equals("disk")) {
                Element source = elements(disk, "source").get(0);
                Element driver = elements(disk, "driver").get(0);
                disks.add("%s %s %s"
                        .formatted(
                                elements(disk, "target").get(0).getAttribute("dev"),
                                driver.hasAttribute("type") ? driver.getAttribute("type") : "raw",
                                source.hasAttribute("dev") ? source.getAttribute("dev") : source.getAttribute("file")));
            }
        }
        return disks;
    }

    private static String shown(Nic nic) {
        return nic.mac().map(Object::toString).orElse("") + " " + nic.network().orElse("");
    }

    private static List<String> nics(Element domain) {
        return elements(domain, "interface").stream()
                .map(each -> "%s %s"
                        .formatted(
                                elements(each, "mac").get(0).getAttribute("address"),
                                elements(each, "source").stream()
                                        .map(source -> source.getAttribute("bridge") + vlans(each))
                                        .findFirst()
                                        .orElse("")))
                .toList();
    }

    /** libvirt takes the VLANs of an Open vSwitch off the bridge's name. */
    private static String vlans(Element nic) {
        StringBuilder vlans = new StringBuilder();
        elements(nic, "tag").forEach(tag -> vlans.append(':').append(tag.getAttribute("id")));
        return vlans.toString();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String text(Element domain, String name) {
        return elements(domain, name).get(0).getTextContent();
    }

    private static XlMachine read(Path file) throws IOException {
        try (RawFile bytes = RawFile.open(file)) {
            return XlMachine.of(XlFile.read(bytes), "fallback");
        }
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder())) {
            return all
                    .filter(file -> file.toString().matches(".*(\\.cfg|xlexample\\.\\w+)$"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Path folder() {
        Optional<Path> data = ReferenceData.folder();
        assumeTrue(data.isPresent(), "no reference data beside this checkout: Xen's files are not compared");
        return data.get().resolve("xen");
    }

    private static Path expected(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace(".cfg", ".xml"));
    }
}
