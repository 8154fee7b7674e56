package org.p2vworkbench.disks.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.DiskImage;

/** Images with one thing wrong: each is refused with the place and a next step, or read as qemu reads it. */
final class Qcow2HostileTest {

    @ParameterizedTest
    @CsvSource({
        "32, 1, encrypted (method 1 | AES)",
        "32, 2, encrypted (method 2 | LUKS)",
        "36, 2, the L1 table has 2 entries",
        "40, 0x8000000, the file ends at",
        "44, 0x601, must start at a cluster",
        "72, 0x80000000, incompatible bit 63",
        "76, 0x20, incompatible bit 5",
        "76, 0x10, extended L2 entries need clusters",
        "76, 4, does not name it",
        "76, 8, compression type is 0",
        "104, 0x01000000, compression type is 1",
    })
    void headerThatCannotBeReadIsRefused(int at, String value, String said) throws IOException {
        byte[] image = seed("v3");
        ByteBuffer.wrap(image).putInt(at, Integer.decode(value.replace("0x80000000", "-2147483648")));

        refused(image, said.replace(" |", ","));
    }

    @Test
    void unknownFeatureIsNamedFromTheImagesOwnTable() throws IOException {
        Qcow2Features names =
                new Qcow2Features(List.of(new Qcow2Features.Name(Qcow2Features.Set.INCOMPATIBLE, 9, "time travel")));
        Qcow2Header header = new Qcow2Header(
                3, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1 << 9, 0, 0, 4, 0, Optional.empty(), List.of(names.extension()));
        ByteBuffer image = ByteBuffer.allocate(512);
        header.write(image);

        refused(image.array(), "'time travel' (incompatible bit 9)");
    }

    @Test
    void l1EntryOutsideTheFileIsRefusedOnOpening() throws IOException {
        byte[] image = seed("v3");
        ByteBuffer.wrap(image).putLong(l1(image), 0x7fff_fe00L);

        refused(image, "L1 entry 0 points to 0x7ffffe00");
    }

    @Test
    void l2TableOfTwoRegionsIsRefused() throws IOException {
        byte[] image = seed("v3");
        ByteBuffer bytes = ByteBuffer.wrap(image);
        bytes.putLong(l1(image) + 8, bytes.getLong(l1(image)));

        refused(image, "point to one L2 table");
    }

    @ParameterizedTest
    @CsvSource({
        "0x7ffffe00, ends at",
        "0x80000000000000, ends at",
    })
    void clusterOutsideTheFileIsRefused(String entry, String said) throws IOException {
        byte[] image = seed("v3");
        ByteBuffer.wrap(image).putLong(l2(image), Long.decode(entry));

        refused(image, said);
    }

    @Test
    void zeroClusterInVersion2IsRefused() throws IOException {
        byte[] image = seed("v2");
        ByteBuffer.wrap(image).putLong(l2(image), 1);

        refused(image, "version 2 does not have");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib", "zstd"})
    void compressedClusterOutsideTheFileIsRefused(String seed) throws IOException {
        byte[] image = seed(seed);
        ByteBuffer.wrap(image).putLong(l2(image), Qcow2Format.COMPRESSED | 0x1000_0000);

        refused(image, "the file ends at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib", "zstd"})
    void compressedClusterOfRubbishIsRefused(String seed) throws IOException {
        byte[] image = seed(seed);
        ByteBuffer.wrap(image).putLong(l2(image), Qcow2Format.COMPRESSED | 3);

        refused(image, seed + " data does not unpack");
    }

    @Test
    void subclusterBothAllocatedAndZeroIsRefused() throws IOException {
        byte[] image = seed("extended");
        ByteBuffer.wrap(image).putLong(l2(image) + 8, 0x0000_0001_0000_0001L);

        refused(image, "both allocated and zero");
    }

    @Test
    void allocatedSubclusterNeedsACluster() throws IOException {
        byte[] image = seed("extended");
        ByteBuffer.wrap(image).putLong(l2(image), 0);

        refused(image, "their cluster is not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2", "v3", "zlib", "zstd"})
    void imageShortByItsLastDataIsRefused(String seed) throws IOException {
        byte[] image = seed(seed);

        refused(Arrays.copyOf(image, image.length - 512), "ends at");
    }

    @Test
    void imageMarkedCorruptIsReadAndSaysSo() throws IOException {
        byte[] image = seed("v3");
        image[79] |= 2;

        try (DiskImage disk = Opened.bytes(image)) {
            assertThat(disk.format()).contains("corrupt");
            assertThat(Opened.content(disk)).startsWith(1, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json:{\"driver\":\"file\"}", "nbd://10.0.0.1/x", "file:/etc/passwd", "http://x/y"})
    void backingFileThatIsNotAFileIsRefused(String reference) {
        refused(child(reference), "which is not a file beside this one");
    }

    @Test
    void chainThatBitesItsTailIsRefused(@TempDir Path folder) throws IOException {
        Path first = Files.write(folder.resolve("a.qcow2"), child("b.qcow2"));
        Files.write(folder.resolve("b.qcow2"), child("a.qcow2"));

        assertThatThrownBy(() -> Opened.file(first).close())
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("loop");
    }

    @Test
    void rawBaseIsNeverProbed(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("base"), seed("v3"));
        Path child = Files.write(
                folder.resolve("child"), child("base", Qcow2Extension.text(Qcow2Extension.BACKING_FORMAT, "raw")));

        try (DiskImage disk = Opened.file(child)) {
            assertThat(Opened.content(disk)).startsWith('Q', 'F', 'I', 0xfb);
        }
    }

    private static byte[] child(String reference, Qcow2Extension... extensions) {
        Qcow2Header header = new Qcow2Header(
                3, 9, 512, 0, 1, 512, 0, 0, 0, 0, 0, 0, 0, 4, 0, Optional.of(reference), List.of(extensions));
        ByteBuffer image = ByteBuffer.allocate(1024);
        header.write(image);
        return image.array();
    }

    static byte[] seed(String name) throws IOException {
        try (var in = Qcow2HostileTest.class.getResourceAsStream(name + ".qcow2")) {
            return in.readAllBytes();
        }
    }

    private static int l1(byte[] image) {
        return (int) ByteBuffer.wrap(image).getLong(40);
    }

    private static int l2(byte[] image) {
        return (int) (ByteBuffer.wrap(image).getLong(l1(image)) & Qcow2Format.OFFSET_MASK);
    }

    private static void refused(byte[] image, String said) {
        assertThatThrownBy(() -> {
                    try (DiskImage disk = Opened.bytes(image)) {
                        disk.extents(0, disk.size());
                        Opened.content(disk);
                    }
                })
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("test @ 0x")
                .hasMessageContaining(said)
                .asInstanceOf(type(DiskFormatException.class))
                .satisfies(refusal -> assertThat(refusal.next()).endsWith("."));
    }
}
