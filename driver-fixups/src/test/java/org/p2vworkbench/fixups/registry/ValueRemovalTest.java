package org.p2vworkbench.fixups.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.registry.FakeKey;
import org.p2vworkbench.fixtures.registry.HiveWriter;

class ValueRemovalTest {

    private static final List<String> NAMES = List.of("first", "second", "third");

    @TempDir
    private Path folder;

    @Test
    void oneOfSeveralValuesGoesAndAllElseStays() throws IOException {
        for (String name : NAMES) {
            Path hive = hive();
            Set<String> expected = new TreeSet<>(ExportedLines.ours(Hive.open(hive)));
            expected.removeIf(line -> line.startsWith("[a\\b] \"" + name + "\""));

            ValueRemoval.from(hive, List.of(new RegistryName("A\\b", name.toUpperCase(Locale.ROOT))));

            assertThat(ExportedLines.ours(Hive.open(hive))).isEqualTo(expected);
            assertThat(ExportedLines.theirs(hive)).isEqualTo(expected);
        }
    }

    @Test
    void theLastValueTakesTheListWithIt() throws IOException {
        Path hive = hive();

        ValueRemoval.from(
                hive, NAMES.stream().map(name -> new RegistryName("a\\b", name)).toList());

        assertThat(Hive.open(hive).key("a\\b").orElseThrow().values()).isEmpty();
        assertThat(ExportedLines.theirs(hive)).isEqualTo(ExportedLines.ours(Hive.open(hive)));
    }

    @Test
    void whatIsNotThereIsPassedOver() throws IOException {
        Path hive = hive();
        byte[] before = Files.readAllBytes(hive);

        ValueRemoval.from(hive, List.of(new RegistryName("a\\b", "fourth"), new RegistryName("no such", "first")));

        assertThat(Files.readAllBytes(hive)).isEqualTo(before);
    }

    @Test
    void damagedHiveIsNotWritten() throws IOException {
        byte[] damaged = Files.readAllBytes(hive());
        Arrays.fill(damaged, 4096, 4100, (byte) 0);
        Path hive = Files.write(folder.resolve("damaged"), damaged);

        assertThatThrownBy(() -> ValueRemoval.from(hive, List.of(new RegistryName("a\\b", "first"))))
                .isInstanceOf(HiveFormatException.class);
        assertThat(Files.readAllBytes(hive)).isEqualTo(damaged);
    }

    private Path hive() throws IOException {
        FakeKey root = FakeKey.root();
        root.key("a").dword("above", 1);
        root.key("a\\b").dword("first", 2).sz("second", "3").binary("third", new byte[] {4});
        root.key("a\\c").dword("first", 5);
        return Files.write(Files.createTempFile(folder, "hive", ""), HiveWriter.write(root));
    }
}
