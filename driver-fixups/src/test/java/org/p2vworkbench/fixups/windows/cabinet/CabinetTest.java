package org.p2vworkbench.fixups.windows.cabinet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.cabinet.CabinetWriter;
import org.p2vworkbench.fixtures.cabinet.LzxPacking;
import org.p2vworkbench.fixtures.cabinet.MszipPacking;
import org.p2vworkbench.fixtures.cabinet.Packing;
import org.p2vworkbench.fixtures.machine.PhonyProgram;

class CabinetTest {

    private static final int USUAL_CALL_BYTES = 12_000_000;

    @TempDir
    private Path folder;

    @Test
    void filesComeOutAsTheyWentInWhateverTheCompression() throws IOException {
        for (int seed = 0; seed < 21; seed++) {
            Random random = new Random(seed);
            Map<String, byte[]> files = files(random);
            byte[] cabinet = cabinet(files, packing(seed), seed);

            Map<String, byte[]> read =
                    Cabinet.open(CabinetBytes.of("x.cab", cabinet)).read(files.keySet());

            assertThat(read.keySet()).as("seed %d", seed).isEqualTo(files.keySet());
            files.forEach((name, bytes) -> assertThat(read.get(name)).isEqualTo(bytes));
        }
    }

    @Test
    void ourCabinetsAreTheSameToCabextract() throws IOException {
        OutsideTool cabextract = OutsideTool.named("cabextract");
        assumeTrue(cabextract.isInstalled(), "cabextract is not installed: no second opinion on the tests' cabinets");
        for (int seed = 0; seed < 21; seed++) {
            Map<String, byte[]> files = files(new Random(seed));
            Path cabinet = Files.write(folder.resolve(seed + ".cab"), cabinet(files, packing(seed), seed));
            Path out = Files.createDirectory(folder.resolve("out" + seed));

            cabextract.run("-q", "-L", "-d", out, cabinet);

            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                assertThat(Files.readAllBytes(out.resolve(each.getKey())))
                        .as("seed %d", seed)
                        .isEqualTo(each.getValue());
            }
        }
    }

    @Test
    void cabinetsOfGcabAreRead() throws IOException {
        String numbers =
                IntStream.rangeClosed(1, 9000).mapToObj(number -> number + "\n").collect(Collectors.joining());

        Map<String, byte[]> mszip = golden("mszip.cab").read(Set.of("numbers.txt", "line.txt"));
        Map<String, byte[]> stored = golden("stored.cab").read(Set.of("line.txt"));

        assertThat(text(mszip.get("numbers.txt"))).isEqualTo(numbers);
        assertThat(text(mszip.get("line.txt"))).isEqualTo("one line\r\n");
        assertThat(text(stored.get("line.txt"))).isEqualTo("one line\r\n");
    }

    @Test
    void namesAreToldWithoutFoldersAndCase() throws IOException {
        byte[] cabinet = new CabinetWriter()
                .folder(Packing.stored())
                .file("I386\\ATAPI.SYS", new byte[] {1})
                .file("disk.sys", new byte[] {2, 3})
                .bytes();
        Cabinet opened = Cabinet.open(CabinetBytes.of("x.cab", cabinet));

        assertThat(opened.names()).containsExactly("atapi.sys", "disk.sys");
        assertThat(opened.read(Set.of("atapi.sys", "none.sys"))).containsOnlyKeys("atapi.sys");
        assertThat(opened.read(Set.of("disk.sys")).get("disk.sys")).containsExactly(2, 3);
    }

    @Test
    void everyFieldOfTheHeaderIsItsOwn() throws IOException {
        byte[] cabinet = new CabinetWriter()
                .reserve(7, 5, 3)
                .folder(Packing.stored())
                .file("a", new byte[9])
                .file("bc", new byte[11])
                .folder(new LzxPacking(18, 0, 1))
                .file("d", new byte[40_000])
                .bytes();
        CabinetWindow in = new CabinetWindow(CabinetBytes.of("x.cab", cabinet));

        CabinetHeader header = CabinetHeader.parse(in);
        CabinetFolder second = CabinetFolder.parse(in, header.foldersAt() + CabinetFolder.SIZE + 5);
        CabinetFile.Entry first = CabinetFile.parse(in, header.filesAt());
        CabinetFile.Entry next = CabinetFile.parse(in, first.end());

        assertThat(header.foldersAt()).isEqualTo(36 + 4 + 7);
        assertThat(header.filesAt()).isEqualTo(47 + 2 * 13);
        assertThat(header.folders()).isEqualTo(2);
        assertThat(header.files()).isEqualTo(3);
        assertThat(header.folderReserve()).isEqualTo(5);
        assertThat(header.dataReserve()).isEqualTo(3);
        assertThat(header.previous()).isEmpty();
        assertThat(header.next()).isEmpty();
        assertThat(second.blocks()).isEqualTo(2);
        assertThat(second.compression()).isEqualTo(0x1203);
        assertThat(first.file()).isEqualTo(new CabinetFile("a", 9, 0, 0));
        assertThat(next.file()).isEqualTo(new CabinetFile("bc", 11, 9, 0));
    }

    @Test
    void oneFileCostsItsFolderUpToItAndNoMore() throws IOException {
        CabinetWriter writer = new CabinetWriter();
        byte[] wanted = PhonyProgram.driver("wanted", 50_000);
        for (int i = 0; i < 6; i++) {
            writer.folder(Packing.stored()).file("before" + i, new byte[3 << 20]);
            writer.file(i == 2 ? "wanted.sys" : "other" + i, wanted).file("after" + i, new byte[3 << 20]);
        }
        Counted cabinet = new Counted(CabinetBytes.of("x.cab", writer.bytes()));

        byte[] read = Cabinet.open(cabinet).read(Set.of("wanted.sys")).get("wanted.sys");

        assertThat(read).isEqualTo(wanted);
        assertThat(cabinet.bytes()).isLessThan(6 << 20);
        assertThat(cabinet.longest()).isLessThanOrEqualTo(1 << 20);
    }

    private static Map<String, byte[]> files(Random random) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : new String[] {"atapi.sys", "disk.sys", "ntfs.sys"}) {
            files.put(name, PhonyProgram.driver(name + random.nextInt(), 600 + random.nextInt(90_000)));
        }
        return files;
    }

    private static byte[] cabinet(Map<String, byte[]> files, Packing packing, int seed) {
        CabinetWriter writer = new CabinetWriter().folder(packing);
        if (seed % 4 == 3) {
            writer.reserve(seed, 3, 8);
        }
        files.forEach((name, bytes) -> writer.file(name.toUpperCase(Locale.ROOT), bytes));
        return writer.bytes();
    }

    private static Packing packing(int seed) {
        return switch (seed % 9) {
            case 7 -> Packing.stored();
            case 8 -> new MszipPacking();
            default -> new LzxPacking(15 + seed % 7, seed % 2 == 0 ? USUAL_CALL_BYTES : 0, seed);
        };
    }

    private static Cabinet golden(String name) throws IOException {
        try (InputStream in = CabinetTest.class.getResourceAsStream(name)) {
            return Cabinet.open(CabinetBytes.of(name, in.readAllBytes()));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
