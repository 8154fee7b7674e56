package org.p2vworkbench.fixups.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.registry.FakeKey;
import org.p2vworkbench.fixtures.registry.HiveLogWriter;
import org.p2vworkbench.fixtures.registry.HiveWriter;

class HiveLogsTest {

    @TempDir
    private Path folder;

    @Test
    void oldLogGivesWhatWindows7Recovered() throws IOException {
        Path hive = ReferenceHives.file("corner-cases/OldDirtyHive/OldDirtyHive.gz", folder);
        Path log = ReferenceHives.file("corner-cases/OldDirtyHive/OldDirtyHive.LOG1.gz", folder);
        Path empty = ReferenceHives.file("corner-cases/OldDirtyHive/OldDirtyHive.LOG2", folder);
        Path expected = ReferenceHives.file("corner-cases/OldDirtyHive/RecoveredHive_Windows7.gz", folder);

        LogReplay replay = HiveLogs.replay(hive, List.of(log, empty), folder.resolve("out"));

        assertThat(replay.state()).isEqualTo(LogReplay.State.REPLAYED);
        assertThat(replay.logs()).containsExactly("OldDirtyHive.LOG2: empty", "OldDirtyHive.LOG1: 64 sectors applied");
        // By keys and not by bytes, because Windows has put right the longest name of a key's values as well.
        assertThat(ExportedLines.ours(Hive.open(replay.hive()))).isEqualTo(ExportedLines.ours(Hive.open(expected)));
    }

    @Test
    void newLogsGiveWhatWindows10Recovered() throws IOException {
        Path hive = ReferenceHives.file("corner-cases/NewDirtyHive1/NewDirtyHive.gz", folder);
        Path log1 = ReferenceHives.file("corner-cases/NewDirtyHive1/NewDirtyHive.LOG1.gz", folder);
        Path log2 = ReferenceHives.file("corner-cases/NewDirtyHive1/NewDirtyHive.LOG2.gz", folder);
        Path expected = ReferenceHives.file("corner-cases/NewDirtyHive1/RecoveredHive_Windows10.gz", folder);

        LogReplay replay = HiveLogs.replay(hive, List.of(log1, log2), folder.resolve("out"));

        assertThat(replay.state()).isEqualTo(LogReplay.State.REPLAYED);
        assertThat(replay.logs())
                .containsExactly(
                        "NewDirtyHive.LOG1: entries 2 to 2 applied, 1 pages",
                        "NewDirtyHive.LOG2: entries 3 to 5 applied, 3 pages");
        assertThat(Arrays.mismatch(bins(replay.hive()), bins(expected))).isEqualTo(-1);
        assertThat(Hive.open(replay.hive()).dirty()).isFalse();
    }

    @Test
    void systemHiveOfWindows10TakesBothItsLogs() throws IOException {
        Path hive = ReferenceHives.file(ReferenceHives.WINDOWS_10, folder);
        Path log1 = ReferenceHives.file("win10-1709-x64-dirty/SYSTEM_B.LOG1.xz", folder);
        Path log2 = ReferenceHives.file("win10-1709-x64-dirty/SYSTEM_B.LOG2.xz", folder);

        LogReplay replay = HiveLogs.replay(hive, List.of(log2, log1), folder.resolve("out"));

        assertThat(replay.state()).isEqualTo(LogReplay.State.REPLAYED);
        assertThat(replay.logs())
                .containsExactly(
                        "SYSTEM_B.LOG1: entries 2107 to 2110 applied, 10 pages",
                        "SYSTEM_B.LOG2: entries 2111 to 2130 applied, 305 pages");
        Hive replayed = Hive.open(replay.hive());
        assertThat(replayed.dirty()).isFalse();
    }

    @Test
    void cleanHiveIsLeftAlone() throws IOException {
        Path hive = write("SYSTEM", HiveWriter.write(machine("one")));

        LogReplay replay = HiveLogs.replay(hive, List.of(folder.resolve("not-even-there")), folder.resolve("out"));

        assertThat(replay).isEqualTo(new LogReplay(LogReplay.State.CLEAN, hive, List.of()));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void hiveGrowsWithItsLogs() throws IOException {
        byte[] before = HiveWriter.write(machine("one"));
        byte[] between = HiveWriter.write(machine("two".repeat(3000)));
        byte[] after = HiveWriter.write(machine("three".repeat(9000)));
        Path hive = write("SYSTEM", HiveWriter.dirty(before));
        Path log = write("SYSTEM.LOG1", HiveLogWriter.entries(7, List.of(before, between, after)));

        LogReplay replay = HiveLogs.replay(hive, List.of(log), folder.resolve("out"));

        assertThat(replay.state()).isEqualTo(LogReplay.State.REPLAYED);
        assertThat(name(replay)).isEqualTo("three".repeat(9000));
        assertThat(Files.readAllBytes(hive)).isEqualTo(HiveWriter.dirty(before));
    }

    /** What the operating system wrote last, it did not finish. */
    @Test
    void entryThatWasCutEndsTheReplayBeforeIt() throws IOException {
        byte[] before = HiveWriter.write(machine("one"));
        byte[] between = HiveWriter.write(machine("two"));
        byte[] after = HiveWriter.write(machine("six"));
        byte[] whole = HiveLogWriter.entries(7, List.of(before, between, after));
        Path hive = write("SYSTEM", HiveWriter.dirty(before));

        for (int cut : new int[] {1, 511, 512, 4000}) {
            Path log = write("SYSTEM.LOG1", Arrays.copyOf(whole, whole.length - cut));

            LogReplay replay = HiveLogs.replay(hive, List.of(log), folder.resolve("out"));

            assertThat(name(replay)).isEqualTo("two");
        }
    }

    @Test
    void oneWrongBitInAnEntryIsFoundByItsHashes() throws IOException {
        byte[] before = HiveWriter.write(machine("one"));
        byte[] log = HiveLogWriter.entries(7, List.of(before, HiveWriter.write(machine("two"))));
        Path hive = write("SYSTEM", HiveWriter.dirty(before));

        for (int at = 512; at < log.length; at += 97) {
            byte[] spoiled = log.clone();
            spoiled[at] ^= 4;

            LogReplay replay = HiveLogs.replay(hive, List.of(write("SYSTEM.LOG1", spoiled)), folder.resolve("out"));

            assertThat(replay.state()).as("byte %d", at).isEqualTo(LogReplay.State.STALE);
            assertThat(replay.logs()).singleElement().asString().startsWith("not used, SYSTEM.LOG1 @ 0x2");
        }
    }

    @Test
    void logsFromBeforeTheHiveAreNotUsed() throws IOException {
        byte[] before = HiveWriter.write(machine("one"));
        Path hive = write("SYSTEM", HiveWriter.dirty(before));
        Path log = write("SYSTEM.LOG1", HiveLogWriter.entries(6, List.of(before, HiveWriter.write(machine("two")))));

        LogReplay replay = HiveLogs.replay(hive, List.of(log), folder.resolve("out"));

        assertThat(replay.state()).isEqualTo(LogReplay.State.STALE);
        assertThat(replay.logs()).containsExactly("SYSTEM.LOG1: not used, its entries start at 6");
        assertThat(Hive.open(replay.hive()).dirty()).isTrue();
    }

    @Test
    void secondLogIsUsedOnlyWhereTheFirstEnds() throws IOException {
        byte[] one = HiveWriter.write(machine("one"));
        byte[] two = HiveWriter.write(machine("two"));
        byte[] six = HiveWriter.write(machine("six"));
        Path hive = write("SYSTEM", HiveWriter.dirty(one));
        Path first = write("SYSTEM.LOG1", HiveLogWriter.entries(-1, List.of(one, two)));
        Path next = write("SYSTEM.LOG2", HiveLogWriter.entries(0, List.of(two, six)));
        Path later = write("SYSTEM.LOG", HiveLogWriter.entries(1, List.of(two, six)));
        patch(hive, -1);

        LogReplay goesOn = HiveLogs.replay(hive, List.of(next, first), folder.resolve("out"));
        LogReplay gap = HiveLogs.replay(hive, List.of(first, later), folder.resolve("out2"));

        assertThat(name(goesOn)).isEqualTo("six");
        assertThat(name(gap)).isEqualTo("two");
        assertThat(gap.logs()).last().isEqualTo("SYSTEM.LOG: not used, its entries start at 1");
    }

    @Test
    void brokenBaseBlockIsTakenFromTheLatestLog() throws IOException {
        byte[] before = HiveWriter.write(machine("one"));
        byte[] after = HiveWriter.write(machine("two"));
        byte[] broken = before.clone();
        broken[508] ^= 1;
        Path hive = write("SYSTEM", broken);
        Path log1 = write("SYSTEM.LOG1", HiveLogWriter.entries(3, List.of(before, HiveWriter.write(machine("six")))));
        Path log2 = write("SYSTEM.LOG2", HiveLogWriter.entries(5, List.of(before, after)));

        LogReplay replay = HiveLogs.replay(hive, List.of(log1, log2), folder.resolve("out"));

        assertThat(name(replay)).isEqualTo("two");
        assertThat(Hive.open(replay.hive()).dirty()).isFalse();
    }

    @Test
    void oldLogOfAnotherTimeIsNotUsed() throws IOException {
        byte[] before = HiveWriter.write(machine("one"));
        byte[] log = HiveLogWriter.old(before, HiveWriter.write(machine("two")));
        Path hive = write("SYSTEM", HiveWriter.dirty(before));

        LogReplay fits = HiveLogs.replay(hive, List.of(write("SYSTEM.LOG", log)), folder.resolve("out"));
        log[12] ^= 1;
        HiveWriter.seal(log);
        LogReplay other = HiveLogs.replay(hive, List.of(write("SYSTEM.LOG", log)), folder.resolve("out2"));

        assertThat(name(fits)).isEqualTo("two");
        assertThat(other.state()).isEqualTo(LogReplay.State.STALE);
        assertThat(other.logs())
                .singleElement()
                .asString()
                .startsWith("SYSTEM.LOG: not used, it belongs to the hive as written at 2010-03-");
    }

    /** The hashes are only against accidents. */
    @Test
    void logThatMakesNoHiveIsAnError() throws IOException {
        byte[] before = HiveWriter.write(machine("one"));
        byte[] rubbish = before.clone();
        Arrays.fill(rubbish, 4096, 4200, (byte) 'x');
        Path hive = write("SYSTEM", HiveWriter.dirty(before));
        Path log = write("SYSTEM.LOG1", HiveLogWriter.entries(7, List.of(before, rubbish)));

        assertThatThrownBy(() -> HiveLogs.replay(hive, List.of(log), folder.resolve("out")))
                .isInstanceOf(HiveFormatException.class)
                .hasMessage("out @ 0x1000: a hive bin begins with \"hbin\", found 0x78787878");
    }

    private static FakeKey machine(String name) {
        FakeKey root = FakeKey.root();
        root.key("ControlSet001\\Control\\ComputerName\\ComputerName").sz("ComputerName", name);
        return root;
    }

    private static String name(LogReplay replay) throws IOException {
        return Hive.open(replay.hive())
                .key("controlset001\\control\\computername\\COMPUTERNAME")
                .orElseThrow()
                .value("computername")
                .orElseThrow()
                .string()
                .orElseThrow();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /** Gives a dirty hive other sequence numbers. */
    private static void patch(Path hive, int sequence) throws IOException {
        byte[] bytes = Files.readAllBytes(hive);
        Arrays.fill(bytes, 8, 12, (byte) sequence);
        HiveWriter.seal(bytes);
        Files.write(hive, bytes);
    }

    /** Without the time in the first bin, that of a later write, and without the padding behind the bins. */
    private static byte[] bins(Path hive) throws IOException {
        byte[] bytes = Files.readAllBytes(hive);
        int end = 4096
                + Math.toIntExact(
                        BaseBlock.parse(new HiveBytes("", Hive.map(hive))).binsBytes());
        Arrays.fill(bytes, 4096 + 20, 4096 + 28, (byte) 0);
        return Arrays.copyOfRange(bytes, 4096, end);
    }
}
