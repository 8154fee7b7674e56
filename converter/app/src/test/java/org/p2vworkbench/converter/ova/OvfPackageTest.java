package org.p2vworkbench.converter.ova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.raw.HoleMap;

class OvfPackageTest {

    private static final byte[] DISK = OvaFixture.disk();

    @TempDir
    private Path temp;

    private Scratch scratch;

    @BeforeEach
    void makeScratch() {
        scratch = Scratch.in(temp.resolve("scratch"));
    }

    @Test
    void diskInsideTheTarIsReadWhereItLies() throws IOException {
        String longName = "a-very-long-name-".repeat(10) + ".raw";
        OvfPackage ova = archive(OvaFixture.withDisk(longName, "").add(longName, DISK));

        assertThat(content(ova, longName)).isEqualTo(DISK);
        assertThat(ova.machines().get(0).hardware().name()).isEqualTo("Old Box");
        assertThat(temp.resolve("scratch")).doesNotExist();
    }

    @Test
    void folderIsReadByTheSameCode() throws IOException {
        Path ovf = OvaFixture.withDisk("d%20isk.raw", "")
                .add("d isk.raw", DISK)
                .addManifest("SHA-256")
                .folder(temp.resolve("folder"));

        OvfPackage folder = OvfPackage.folder(ovf, false, scratch, HoleMap.UNKNOWN);

        folder.verify();
        assertThat(content(folder, "d%20isk.raw")).isEqualTo(DISK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ovf:compression=\"gzip\"", ""})
    void compressedDiskIsUnpackedOnceAndGoesWithTheRun(String attributes) throws IOException {
        OvfPackage ova = archive(OvaFixture.withDisk("d.raw.gz", attributes).add("d.raw.gz", OvaFixture.gzip(DISK)));

        assertThat(content(ova, "d.raw.gz")).isEqualTo(DISK);
        List<Path> first = left();
        assertThat(content(ova, "d.raw.gz")).isEqualTo(DISK);
        assertThat(left()).isEqualTo(first).hasSize(1);

        scratch.close();
        assertThat(temp.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void zipBombIsStoppedAtWhatTheDiskCanHold() throws IOException {
        byte[] bomb = OvaFixture.gzip(new byte[80 << 20]);
        OvfPackage ova = archive(OvaFixture.withDisk("d.gz", "").add("d.gz", bomb));

        assertThatThrownBy(() -> content(ova, "d.gz"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("unpacks to more than 68419584 bytes");
        assertThat(left()).isEmpty();
    }

    @Test
    void damagedGzipIsRefusedWithItsPlace() throws IOException {
        byte[] packed = OvaFixture.gzip(DISK);
        OvfPackage cut = archive(OvaFixture.withDisk("d.gz", "").add("d.gz", Arrays.copyOf(packed, 50_000)));

        assertThatThrownBy(() -> content(cut, "d.gz"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("box.ova!d.gz @ 0xc350: the gzip stream is damaged or cut short");
        assertThat(left()).isEmpty();
    }

    @Test
    void chunksAreJoined() throws IOException {
        OvfPackage ova = archive(OvaFixture.withDisk("d.raw", "ovf:size=\"1048576\" ovf:chunkSize=\"400000\"")
                .add("d.raw.000000000", Arrays.copyOf(DISK, 400_000))
                .add("d.raw.000000001", Arrays.copyOfRange(DISK, 400_000, 800_000))
                .add("d.raw.000000002", Arrays.copyOfRange(DISK, 800_000, DISK.length)));

        assertThat(content(ova, "d.raw")).isEqualTo(DISK);
    }

    @Test
    void missingAndUnequalChunksAreRefused() throws IOException {
        String attributes = "ovf:size=\"1048576\" ovf:chunkSize=\"400000\"";
        OvfPackage missing =
                archive(OvaFixture.withDisk("d.raw", attributes).add("d.raw.000000000", Arrays.copyOf(DISK, 400_000)));
        OvfPackage unequal = archive(OvaFixture.withDisk("d.raw", attributes)
                .add("d.raw.000000000", Arrays.copyOf(DISK, 400_000))
                .add("d.raw.000000001", Arrays.copyOf(DISK, 399_999))
                .add("d.raw.000000002", Arrays.copyOf(DISK, 248_577)));

        assertThatThrownBy(() -> content(missing, "d.raw"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("d.raw.000000001");
        assertThatThrownBy(() -> content(unequal, "d.raw"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("has another size than the first piece");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-1", "SHA-256", "SHA-512"})
    void manifestIsComparedWithEveryMember(String algorithm) throws IOException {
        OvaFixture whole = OvaFixture.withDisk("d.raw", "").add("d.raw", DISK).addManifest(algorithm);
        archive(whole).verify();

        byte[] changed = DISK.clone();
        changed[500_000] ^= 1;
        OvfPackage ova = archive(whole.add("d.raw", changed));

        assertThatThrownBy(ova::verify)
                .isInstanceOf(DiskFormatException.class)
                .hasMessageStartingWith("d.raw @ 0x0: its " + algorithm + " is ")
                .hasMessageContaining("the manifest box.ova!box.mf expects");
    }

    @Test
    void memberThatOnlyTheManifestKnowsIsMissing() throws IOException {
        byte[] manifest = ("SHA1(gone.vmdk)= " + "0".repeat(40)).getBytes();
        OvfPackage ova = archive(OvaFixture.withDisk("d.raw", "").add("box.mf", manifest));

        assertThatThrownBy(ova::verify)
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("'gone.vmdk', which is not in the archive");
    }

    @Test
    void malformedManifestIsRefused() throws IOException {
        OvfPackage ova = archive(OvaFixture.withDisk("d.raw", "").add("box.mf", "\nSHA1 gone".getBytes()));

        assertThatThrownBy(ova::verify)
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("@ 0x1: is not of the form");
    }

    @Test
    void absentManifestAndUncheckedCertificateAreNoted() throws IOException {
        assertThat(archive(OvaFixture.withDisk("d.raw", "").add("box.cert", new byte[1]))
                        .notes())
                .hasSize(2)
                .anyMatch(note -> note.contains("without a manifest"))
                .anyMatch(note -> note.contains("certificate"));
    }

    @Test
    void namesThatLeaveTheArchiveAreRefused() throws IOException {
        for (String name : List.of("../evil", "a/../../evil", "a/..", "back\\slash")) {
            assertThatThrownBy(() -> archive(OvaFixture.withDisk("d", "").add(name, DISK)))
                    .as(name)
                    .isInstanceOf(DiskFormatException.class)
                    .hasMessageContaining("outside of the archive");
        }
        byte[] absolute = OvaFixture.withDisk("d", "").add("x/evil", DISK).tarBytes();
        byte[] twice = OvaFixture.withDisk("d", "").add("box.ovx", DISK).tarBytes();

        assertThatThrownBy(() -> archive(renamed(absolute, "x/evil", "//evil")))
                .isInstanceOf(DiskFormatException.class);
        assertThatThrownBy(() -> archive(renamed(twice, "box.ovx", "box.ovf")))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("'box.ovf' is in the archive twice");
    }

    @Test
    void truncatedArchiveIsRefused() throws IOException {
        byte[] tar = OvaFixture.withDisk("d.raw", "").add("d.raw", DISK).tarBytes();
        for (int length : new int[] {513, 700, 2048, 200_000}) {
            assertThatThrownBy(() -> archive(Arrays.copyOf(tar, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(DiskFormatException.class);
        }
    }

    @Test
    void archiveWithoutDescriptorIsRefused() {
        assertThatThrownBy(() -> archive(new OvaFixture().add("d.raw", DISK)))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("no .ovf descriptor among its 1 members");
    }

    @Test
    void onlyIoExceptionsEscapeMutatedArchives() throws IOException {
        byte[] tar = OvaFixture.withDisk("d.raw.gz", "")
                .add("d.raw.gz", OvaFixture.gzip(new byte[4096]))
                .addManifest("SHA-256")
                .tarBytes();
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = tar.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(Math.min(bytes.length, 6000))] = (byte) random.nextInt(256);
            }
            OvaFuzz.fuzzerTestOneInput(bytes);
        }
    }

    private OvfPackage archive(OvaFixture fixture) throws IOException {
        return archive(fixture.tarBytes());
    }

    private OvfPackage archive(byte[] tar) throws IOException {
        Path file = Files.write(temp.resolve("box.ova"), tar);
        return OvfPackage.archive(file, scratch, HoleMap.UNKNOWN);
    }

    private List<Path> left() throws IOException {
        try (var files = Files.walk(temp.resolve("scratch"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".lock"))
                    .toList();
        }
    }

    private static byte[] content(OvfPackage ovf, String href) throws IOException {
        try (BlockSource bytes = ovf.files().open(href, ovf.address()).bytes()) {
            ByteBuffer into = ByteBuffer.allocate((int) bytes.size());
            bytes.read(0, into);
            assertThat(bytes.extents(0, bytes.size()).runs()).isNotEmpty();
            return into.array();
        }
    }

    /** Another name in a tar header, with the checksum put right (POSIX.1-2017 pax, ustar header: name 0, chksum 148). */
    private static byte[] renamed(byte[] tar, String from, String to) {
        byte[] changed = tar.clone();
        for (int at = 0; at < changed.length; at += 512) {
            if (new String(changed, at, from.length() + 1).equals(from + "\0")) {
                System.arraycopy(to.getBytes(), 0, changed, at, to.length());
                Arrays.fill(changed, at + 148, at + 156, (byte) ' ');
                int sum = 0;
                for (int i = 0; i < 512; i++) {
                    sum += Byte.toUnsignedInt(changed[at + i]);
                }
                System.arraycopy("%06o\0 ".formatted(sum).getBytes(), 0, changed, at + 148, 8);
            }
        }
        return changed;
    }
}
