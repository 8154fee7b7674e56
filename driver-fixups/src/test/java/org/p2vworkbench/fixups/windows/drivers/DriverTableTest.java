package org.p2vworkbench.fixups.windows.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.fixups.windows.drivers.KnownService.Action;
import org.p2vworkbench.fixups.windows.drivers.KnownService.Kind;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion.Architecture;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion.Role;

class DriverTableTest {

    private static final String GOOD = "foo\tMaker\tCard\t5.1\t6.1\tdisable\tstorage\tengineering knowledge\t-";

    @TempDir
    private Path folder;

    @Test
    void tableKnowsManyServicesOfManyVendorsAndNoneOfWindowsItself() {
        DriverTable table = DriverTable.own();

        assertThat(table.all())
                .hasSizeGreaterThan(400)
                .allSatisfy(row -> assertThat(row.source()).isNotBlank())
                .noneMatch(row -> InBox.isUntouchable(row.service()));
        assertThat(table.all().stream().map(KnownService::vendor).collect(Collectors.toSet()))
                .hasSizeGreaterThan(40);
        assertThat(table.all().stream().map(KnownService::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void rowsHoldForTheirVersionsOfWindows() {
        DriverTable table = DriverTable.own();

        assertThat(table.find("IntelPPM", windows(5, 2))).get().satisfies(row -> assertThat(row.action())
                .isEqualTo(Action.DISABLE));
        assertThat(table.find("intelppm", windows(6, 1))).isEmpty();
        assertThat(table.find("iaStorF", windows(10, 0))).isPresent();
        assertThat(table.find("tdrpman273", windows(6, 1))).get().satisfies(row -> assertThat(row.kind())
                .isEqualTo(Kind.SNAPSHOT));
        assertThat(table.find("nosuch", windows(6, 1))).isEmpty();
    }

    @Test
    void everyFieldOfARowIsRead() throws IOException {
        Path file = Files.writeString(
                folder.resolve("mine.tsv"), "# mine\nfoo\tMaker\tCard\t5.1\t6.1\treport\twatchdog\tme\tlook out\n");

        KnownService row =
                DriverTable.own().with(file).find("FOO", windows(6, 0)).orElseThrow();

        assertThat(row)
                .isEqualTo(new KnownService(
                        "foo",
                        "Maker",
                        "Card",
                        Optional.of(new NtVersion(5, 1)),
                        Optional.of(new NtVersion(6, 1)),
                        Action.REPORT,
                        Kind.WATCHDOG,
                        "me",
                        "look out"));
    }

    @Test
    void rowsOfTheOperatorTakeThePlaceOfOurs() throws IOException {
        Path file = Files.writeString(
                folder.resolve("mine.tsv"), "iastorf\tIntel\tfilter\t-\t-\tkeep\tfilter\ttried it\t-\n");

        DriverTable table = DriverTable.own().with(file);

        assertThat(table.find("iastorf", windows(10, 0)).orElseThrow().action()).isEqualTo(Action.KEEP);
        assertThat(table.all()).hasSameSizeAs(DriverTable.own().all());
    }

    @ParameterizedTest
    @CsvSource({
        "8, '', 61, '8 columns, 9 are needed'",
        "0, Foo, 1, '\"Foo\" is no name of a service in lower case'",
        "0, f*o, 1, '\"f*o\" is no name of a service in lower case'",
        "0, atapi, 1, 'atapi is a part of Windows that must not be touched'",
        "1, ' ', 5, 'empty; write ''-'' for nothing'",
        "3, XP, 16, '\"XP\" is no version; 5.2, for instance, or ''-'''",
        "4, 6, 20, '\"6\" is no version; 5.2, for instance, or ''-'''",
        "5, delete, 24, '\"delete\" is no action'",
        "6, disk, 32, '\"disk\" is no kind'"
    })
    void mistakesAreSaidWithTheirPlace(int column, String cell, int at, String what) throws IOException {
        String[] cells = GOOD.split("\t");
        cells[column] = cell;
        String line = String.join("\t", cells);
        String text =
                GOOD.replace("foo", "bar") + "\n" + (cell.isEmpty() ? line.substring(0, line.length() - 1) : line);
        Path file = Files.writeString(folder.resolve("mine.tsv"), text);

        assertThatThrownBy(() -> DriverTable.own().with(file))
                .isInstanceOf(DriverTableException.class)
                .hasMessage("mine.tsv, line 2, column %d: %s", at, what);
    }

    @Test
    void serviceThatIsThereTwiceIsAMistake() {
        assertThatThrownBy(() -> DriverTable.parse("x", GOOD + "\n" + GOOD))
                .hasMessage("x, line 2, column 1: foo is there twice");
    }

    private static WindowsVersion windows(int major, int minor) {
        return new WindowsVersion("Windows", major, minor, 0, "", "", Role.SERVER, Architecture.X86);
    }
}
