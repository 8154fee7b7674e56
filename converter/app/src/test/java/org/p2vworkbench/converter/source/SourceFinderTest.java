package org.p2vworkbench.converter.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.hardware.Bus;
import org.p2vworkbench.converter.ova.OvaFixture;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageContext;
import org.p2vworkbench.disks.image.ImageFormat;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.disks.image.raw.RawFormat;

class SourceFinderTest {

    @TempDir
    private Path temp;

    @Test
    void looseImageIsAMachineByItself() throws IOException {
        Path image = raw("Büro Server.IMG");

        FoundSources found = find(image);

        assertThat(found.machines()).singleElement().satisfies(machine -> {
            assertThat(machine.name()).isEqualTo("buro-server");
            assertThat(machine.hardware().name()).isEqualTo("Büro Server");
            assertThat(machine.disks()).extracting(SourceDisk::name).containsExactly("buro-server");
            assertThat(content(machine.disks().get(0))).isEqualTo(OvaFixture.disk());
        });
        assertThat(found.failures()).isEmpty();
    }

    @Test
    void vmxTakesItsDisksAndLooseImagesItNamesArePassedOver() throws IOException {
        Path disk = raw("one.raw");
        Path vmx = text("box.vmx", """
                displayName = "Box"
                config.version = "8"
                scsi0.virtualDev = "pvscsi"
                scsi0:0.present = "TRUE"
                scsi0:0.fileName = "/vmfs/volumes/ds/box/one.raw"
                scsi0:1.present = "TRUE"
                scsi0:1.fileName = "sub\\\\one.raw"
                """);

        FoundSources found = find(disk, vmx, text("vmware.log", "log"));

        assertThat(found.machines()).singleElement().satisfies(machine -> {
            assertThat(machine.name()).isEqualTo("box");
            assertThat(machine.disks()).extracting(SourceDisk::name).containsExactly("one", "one-2");
            assertThat(machine.disks()).allMatch(found1 -> found1.at().bus() == Bus.SCSI);
            assertThat(content(machine.disks().get(0))).isEqualTo(OvaFixture.disk());
        });
        assertThat(found.notes())
                .containsExactlyInAnyOrder(
                        disk + " is a part of " + vmx + " and is converted with it",
                        temp.resolve("vmware.log")
                                + " is no disk image and no machine description; if it is, add --input-format");
    }

    @Test
    void folderHoldsItsDescribedMachinesAndOtherImages() throws IOException {
        Path folder = temp.resolve("datastore/a");
        OvaFixture.withDisk("d.raw", "")
                .add("d.raw", OvaFixture.disk())
                .addManifest("SHA-1")
                .folder(folder);
        Files.write(folder.resolve("other.dd"), OvaFixture.disk());
        Files.write(folder.resolve("unknown.dat"), OvaFixture.disk());
        Files.write(folder.resolve(".hidden.raw"), OvaFixture.disk());

        FoundSources found = find(temp.resolve("datastore"));

        assertThat(found.machines()).extracting(MachineSource::name).containsExactly("old-box", "other");
        found.machines().get(0).verify();
        assertThat(content(found.machines().get(0).disks().get(0))).isEqualTo(OvaFixture.disk());
    }

    @Test
    void ovaIsFoundByContentAndItsNameIsUniqueInTheBatch() throws IOException {
        OvaFixture package1 = OvaFixture.withDisk("d.raw", "").add("d.raw", OvaFixture.disk());

        FoundSources found = find(package1.tar(temp.resolve("one.bin")), package1.tar(temp.resolve("two.ova")));

        assertThat(found.machines()).extracting(MachineSource::name).containsExactly("old-box", "old-box-2");
        assertThat(content(found.machines().get(1).disks().get(0))).isEqualTo(OvaFixture.disk());
    }

    @Test
    void blankDiskOfAPackageReadsZeros() throws IOException {
        Path ovf = text("blank.ovf", """
                <Envelope><DiskSection><Disk diskId="d" capacity="4099"/></DiskSection><VirtualSystem id="b">
                <VirtualHardwareSection><Item><ResourceType>17</ResourceType><HostResource>ovf:/disk/d</HostResource>
                </Item></VirtualHardwareSection></VirtualSystem></Envelope>""");

        assertThat(content(find(ovf).machines().get(0).disks().get(0))).isEqualTo(new byte[4099]);
    }

    @Test
    void parentOfAnotherInputIsPassedOver() throws IOException {
        Path base = raw("base.raw");
        Path child = text("child.lnk", "LINK base.raw");
        Path grandchild = text("grandchild.lnk", "LINK child.lnk");

        FoundSources found = find(base, child, grandchild);

        assertThat(found.machines()).extracting(MachineSource::name).containsExactly("grandchild");
        assertThat(found.notes()).hasSize(2);
    }

    @Test
    void imagesThatAreEachOthersParentsFailEachForItself() throws IOException {
        Path a = text("a.lnk", "LINK b.lnk");
        Path b = text("b.lnk", "LINK a.lnk");

        FoundSources found = find(a, b);

        assertThat(found.machines()).hasSize(2).allSatisfy(machine -> assertThatThrownBy(
                        () -> machine.disks().get(0).open())
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("loop"));
    }

    @Test
    void unreadableInputFailsAlone() throws IOException {
        Path bad = text("bad.ovf", "<Envelope>");
        Path gone = temp.resolve("gone.vmdk");

        FoundSources found = find(bad, gone, raw("good.raw"));

        assertThat(found.machines()).extracting(MachineSource::name).containsExactly("good");
        assertThat(found.failures()).extracting(FoundSources.Failure::name).containsExactlyInAnyOrder("bad", "gone");
    }

    @Test
    void sameFileNamedTwiceIsOneMachine() throws IOException {
        Path image = raw("x.raw");
        Path link = Files.createSymbolicLink(temp.resolve("y.raw"), image);

        assertThat(find(image, image, link).machines()).hasSize(1);
    }

    @Test
    void oneMachineCanBeGivenAName() throws IOException {
        FoundSources one = find(raw("x.raw"));

        assertThat(one.named("web01").machines().get(0).name()).isEqualTo("web01");
        assertThatThrownBy(() -> one.named("../web01")).hasMessageContaining("'web01' would be");
        assertThatThrownBy(() -> find(raw("x.raw"), raw("y.raw")).named("z")).hasMessageContaining("hold 2");
    }

    @Test
    void namesAreFitForFolders() {
        assertThat(List.of("../..", "", "-rf", "A b/c", "ÄÖ.x", "日本", "a".repeat(99), "x.", ".p2v"))
                .extracting(MachineNames::plain)
                .containsExactly("machine", "machine", "rf", "a-b-c", "ao.x", "machine", "a".repeat(64), "x", "p2v");
    }

    private FoundSources find(Path... inputs) {
        return find(Stream.of(inputs).map(Path::toString).toArray(String[]::new));
    }

    private FoundSources find(String... inputs) {
        ImageFormats formats = new ImageFormats(List.of(new LinkFormat(), new RawFormat()));
        return SourceFinder.find(
                List.of(inputs),
                new SourceOptions(
                        formats,
                        Optional.empty(),
                        false,
                        HoleMap.UNKNOWN,
                        Scratch.in(temp.resolve("scratch")),
                        NamedFiles.NONE));
    }

    private Path raw(String name) throws IOException {
        return Files.write(temp.resolve(name), OvaFixture.disk());
    }

    private Path text(String name, String content) throws IOException {
        return Files.writeString(temp.resolve(name), content);
    }

    private static byte[] content(SourceDisk disk) throws IOException {
        try (DiskImage image = disk.open()) {
            ByteBuffer into = ByteBuffer.allocate((int) image.size());
            image.read(0, into);
            return into.array();
        }
    }

    /** A format of one line, {@code LINK parent}: enough to have chains of images. */
    private static final class LinkFormat implements ImageFormat {

        @Override
        public String name() {
            return "link";
        }

        @Override
        public boolean recognises(BlockSource file) throws IOException {
            return text(file).startsWith("LINK ");
        }

        @Override
        public DiskImage open(BlockSource file, ImageContext context) throws IOException {
            String parent = text(file).substring("LINK ".length());
            file.close();
            return context.parent(parent, Optional.empty(), new org.p2vworkbench.disks.DiskAddress(file.name(), 0));
        }

        private static String text(BlockSource file) throws IOException {
            byte[] bytes = new byte[(int) Math.min(100, file.size())];
            file.read(0, ByteBuffer.wrap(bytes));
            return new String(Arrays.copyOf(bytes, bytes.length), StandardCharsets.ISO_8859_1);
        }
    }
}
