package org.p2vworkbench.fixups.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.fixtures.registry.FakeWindows;

/** Whole trees, key by key and byte by byte, against hivex. */
class HiveCrossCheckTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                ReferenceHives.WINDOWS_XP,
                "corner-cases/BigDataHive.gz",
                "corner-cases/EmptyHive.gz",
                "corner-cases/ExtendedASCIIHive.gz",
                "corner-cases/ManySubkeysHive.gz",
                "corner-cases/MultiSzHive.gz",
                "corner-cases/StringValuesHive.gz",
                "corner-cases/UnicodeHive.gz",
                "corner-cases/hivex-minimal",
                "corner-cases/hivex-special",
                "corner-cases/plaso-100_sub_keys.hiv",
                "corner-cases/NewDirtyHive1/RecoveredHive_Windows10.gz",
                "corner-cases/OldDirtyHive/RecoveredHive_Windows7.gz"
            })
    void everyKeyAndByteIsWhatHivexReads(String packed) throws IOException {
        Path file = ReferenceHives.file(packed, folder);

        assertSame(ExportedLines.ours(Hive.open(file)), ExportedLines.theirs(file));
    }

    /** The writer of made-up hives is held to the same judge. */
    @Test
    void madeUpHivesAreHivesForHivexToo() throws IOException {
        for (FakeWindows windows : List.of(FakeWindows.nt4(), FakeWindows.windows2003(), FakeWindows.windows11())) {
            Path system = Files.write(folder.resolve("SYSTEM"), windows.systemHive());
            Path software = Files.write(folder.resolve("SOFTWARE"), windows.softwareHive());

            assertSame(ExportedLines.ours(Hive.open(system)), ExportedLines.theirs(system));
            assertSame(ExportedLines.ours(Hive.open(software)), ExportedLines.theirs(software));
        }
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(
            strings = {
                ReferenceHives.WINDOWS_8,
                ReferenceHives.WINDOWS_10,
                ReferenceHives.WINDOWS_7_SOFTWARE,
                ReferenceHives.WINDOWS_8_SOFTWARE
            })
    void everyKeyAndByteOfLargeHivesIsWhatHivexReads(String packed) throws IOException {
        everyKeyAndByteIsWhatHivexReads(packed);
    }

    /** Whole sets of a hundred thousand lines are no message. */
    private static void assertSame(Set<String> ours, Set<String> theirs) {
        Set<String> onlyOurs = new TreeSet<>(ours);
        onlyOurs.removeAll(theirs);
        Set<String> onlyTheirs = new TreeSet<>(theirs);
        onlyTheirs.removeAll(ours);

        assertThat(onlyOurs.stream().limit(20)).as("read by us alone").isEmpty();
        assertThat(onlyTheirs.stream().limit(20)).as("read by hivex alone").isEmpty();
        assertThat(ours).isNotEmpty();
    }
}
