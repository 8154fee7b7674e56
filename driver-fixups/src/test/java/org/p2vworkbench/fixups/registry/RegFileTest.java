package org.p2vworkbench.fixups.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.registry.FakeKey;
import org.p2vworkbench.fixtures.registry.HiveWriter;

class RegFileTest {

    private static final String KEY = "ControlSet001\\Services\\Öltank";
    private static final List<RegistryEdit> EDITS = List.of(
            new RegistryEdit.DeleteKey("SYSTEM", "ControlSet001\\Services\\gone"),
            new RegistryEdit.CreateKey("SYSTEM", KEY),
            new RegistryEdit.SetValue("SYSTEM", KEY, "", RegistryData.text("say \"C:\\x\"")),
            new RegistryEdit.SetValue("SYSTEM", KEY, "Start", RegistryData.dword(0x80000004L)),
            new RegistryEdit.SetValue("SYSTEM", KEY, "a\"b\\c", RegistryData.binary(new byte[] {1, -1})),
            new RegistryEdit.SetValue("SYSTEM", KEY, "Image", RegistryData.expandable("%SystemRoot%\\a.sys")),
            new RegistryEdit.SetValue("SYSTEM", KEY, "LowerFilters", RegistryData.texts(List.of("one", "two"))),
            new RegistryEdit.SetValue("SYSTEM", KEY, "none", RegistryData.texts(List.of())),
            new RegistryEdit.SetValue("SYSTEM", KEY, "lines", RegistryData.text("a\nb")),
            new RegistryEdit.SetValue("SYSTEM", KEY, "q", RegistryData.qword(-2)),
            new RegistryEdit.SetValue("SYSTEM", KEY, "cut", RegistryData.of(RegistryType.SZ, new byte[] {65})),
            new RegistryEdit.DeleteValue("SYSTEM", KEY, "away"));

    @TempDir
    private Path folder;

    @Test
    void textIsWhatRegeditWrites() {
        String text = new String(RegFile.version5(EDITS), StandardCharsets.UTF_16LE);

        assertThat(text).isEqualTo("\ufeff" + """
                        Windows Registry Editor Version 5.00

                        [-HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\gone]

                        [HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\Öltank]
                        @="say \\"C:\\\\x\\""
                        "Start"=dword:80000004
                        "a\\"b\\\\c"=hex:01,ff
                        "Image"=hex(2):25,00,53,00,79,00,73,00,74,00,65,00,6d,00,52,00,6f,00,6f,00,74,\\
                          00,25,00,5c,00,61,00,2e,00,73,00,79,00,73,00,00,00
                        "LowerFilters"=hex(7):6f,00,6e,00,65,00,00,00,74,00,77,00,6f,00,00,00,00,00
                        "none"=hex(7):00,00
                        "lines"=hex(1):61,00,0a,00,62,00,00,00
                        "q"=hex(b):fe,ff,ff,ff,ff,ff,ff,ff
                        "cut"=hex(1):41
                        "away"=-

                        """.replace("\n", "\r\n"));
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        assertThat(RegFileReader.read("undo.reg", RegFile.version5(EDITS))).isEqualTo(EDITS);
    }

    @Test
    void textOfNt4HasListsInItsCodePage() throws IOException {
        List<RegistryEdit> edits = List.of(
                new RegistryEdit.CreateKey("SYSTEM", KEY),
                new RegistryEdit.SetValue("SYSTEM", KEY, "Group", RegistryData.texts(List.of("Ö", "b"))),
                new RegistryEdit.SetValue("SYSTEM", KEY, "kanji", RegistryData.text("存")));

        String text = new String(RegFile.version4(edits), RegFile.ANSI);

        assertThat(text)
                .startsWith("REGEDIT4\r\n\r\n[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\Öltank]\r\n");
        assertThat(text)
                .contains("\"Group\"=hex(7):d6,00,62,00,00\r\n", "; \"kanji\" has letters that this file cannot hold.");
        assertThat(RegFileReader.read("undo.reg", RegFile.version4(edits))).isEqualTo(edits.subList(0, 2));
    }

    @Test
    void editsOfTheControlSetAreSaidForTheRunningOne() {
        RegistryEdit edit = new RegistryEdit.CreateKey("SYSTEM", "ControlSet001\\Services\\x");

        assertThat(edit.inCurrentControlSet("controlset001").key()).isEqualTo("CurrentControlSet\\Services\\x");
        assertThat(edit.inCurrentControlSet("ControlSet002")).isEqualTo(edit);
        assertThat(edit.inCurrentControlSet("ControlSet00")).isEqualTo(edit);
        assertThat(new RegistryEdit.CreateKey("SOFTWARE", "ControlSet001")
                        .inCurrentControlSet("ControlSet001")
                        .key())
                .isEqualTo("ControlSet001");
    }

    /** hivexregedit merges the text into a hive; the hive must hold what the edits say, and nothing else be changed. */
    @Test
    void hivexregeditMergesIt() throws IOException {
        Assumptions.assumeTrue(
                OutsideTool.named("hivexregedit").isInstalled(), "hivexregedit is not installed: not cross-checked");
        FakeKey root = FakeKey.root();
        root.key("ControlSet001\\Services\\gone\\deeper").dword("Start", 1);
        root.key(KEY).dword("Start", 9).sz("stays", "here");
        Path before = Files.write(folder.resolve("before"), HiveWriter.write(root));
        Path after = Files.copy(before, folder.resolve("after"));
        List<RegistryEdit> edits = EDITS.subList(0, EDITS.size() - 1);
        Path text = Files.writeString(
                folder.resolve("redo.reg"),
                new String(RegFile.version5(edits), StandardCharsets.UTF_16LE)
                        .substring(1)
                        .replace("\r", ""));

        OutsideTool.named("hivexregedit")
                .run("--merge", "--prefix", "HKEY_LOCAL_MACHINE\\SYSTEM", "--encoding", "UTF-16LE", after, text);

        assertThat(HiveDifference.unplanned(Hive.open(before), Hive.open(after), edits))
                .isEmpty();
        assertThat(HiveDifference.unplanned(Hive.open(before), Hive.open(after), edits.subList(0, 5)))
                .hasSize(6)
                .allMatch(line -> line.endsWith("and should be absent"));
        assertThat(HiveDifference.unplanned(Hive.open(before), Hive.open(before), edits))
                .contains(
                        "value Q of ControlSet001\\Services\\Öltank is missing",
                        "value Start of ControlSet001\\Services\\Öltank is 0x9 and should be 0x80000004",
                        "key ControlSet001\\Services\\gone is there and should not be");
    }

    @Test
    void wrongTextsAreRefusedWithTheirLine() {
        String start = "Windows Registry Editor Version 5.00\n[HKEY_LOCAL_MACHINE\\SYSTEM\\a]\n";

        assertThatThrownBy(() -> read("Windows Registry Editor Version 6.00\n")).hasMessageContaining("line 1 @");
        assertThatThrownBy(() -> read(start + "\"x\"=word:1\n")).hasMessageContaining("line 3 @ 0x0: no data");
        assertThatThrownBy(() -> read(start + "\"x\"=dword:123456789\n")).hasMessageContaining("at most 8 digits");
        assertThatThrownBy(() -> read(start + "\"x\"=hex:1,2,xx\n")).hasMessageContaining("at most 2 digits: xx");
        assertThatThrownBy(() -> read(start + "\"x\"=hex:1,\\\n")).hasMessageContaining("the last line goes on");
        assertThatThrownBy(() -> read(start + "rubbish\n")).hasMessageContaining("neither a key nor a value");
        assertThatThrownBy(() -> read("REGEDIT4\n[HKEY_USERS\\x]\n")).hasMessageContaining("not below HKEY_LOCAL");
    }

    @Test
    void randomBytesComeBack() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<RegistryEdit> edits = new ArrayList<>(List.of(new RegistryEdit.CreateKey("SOFTWARE", "k")));
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            edits.add(new RegistryEdit.SetValue(
                    "SOFTWARE", "k", "n" + round, RegistryData.of(new RegistryType(random.nextInt(14)), bytes)));

            assertThat(RegFileReader.read("x", RegFile.version5(edits)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(edits);
        }
    }

    private static void read(String text) throws IOException {
        RegFileReader.read("bad.reg", text.getBytes(StandardCharsets.UTF_8));
    }
}
