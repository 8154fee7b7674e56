package org.p2vworkbench.fixups.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.registry.FakeKey;
import org.p2vworkbench.fixtures.registry.HiveWriter;

class HiveTest {

    @TempDir
    private Path folder;

    @Test
    void keysAndValuesComeBackAsWritten() throws IOException {
        FakeKey root = FakeKey.root();
        root.key("Select").dword("Current", 1).dword("LastKnownGood", 0x80000003);
        root.key("ControlSet001\\Services\\Öltank")
                .className("Klasse")
                .sz("DisplayName", "Öffentliche 存储 driver")
                .expandSz("ImagePath", "system32\\drivers\\x.sys")
                .multiSz("LowerFilters", "iaStorF", "partmgr")
                .multiSz("UpperFilters")
                .binary("Odd", new byte[] {1, 2, 3})
                .qword("Big", -2)
                .value("", 0xffff000c, new byte[] {9, 8, 7, 6, 5});
        root.key("ControlSet001\\Ключ").sz("Значение", "да");

        Hive hive = open(HiveWriter.write(root));

        assertThat(hive.dirty()).isFalse();
        assertThat(hive.version()).isEqualTo("1.5");
        assertThat(hive.lastWritten()).isEqualTo(Instant.parse("2010-03-14T15:09:26Z"));
        assertThat(names(hive.root().children())).containsExactly("ControlSet001", "Select");
        HiveKey select = hive.key("SELECT").orElseThrow();
        assertThat(select.value("current").orElseThrow().number()).hasValue(1);
        assertThat(select.value("LastKnownGood").orElseThrow().number()).hasValue(0x80000003L);
        HiveKey service = hive.key("controlset001\\SERVICES\\öltank").orElseThrow();
        assertThat(service.name()).isEqualTo("Öltank");
        assertThat(service.path()).isEqualTo("ControlSet001\\Services\\Öltank");
        assertThat(service.className()).contains("Klasse");
        assertThat(service.lastWritten()).isAfter(hive.lastWritten());
        assertThat(service.value("DisplayName").orElseThrow().string()).contains("Öffentliche 存储 driver");
        assertThat(service.value("ImagePath").orElseThrow().type()).isEqualTo(RegistryType.EXPAND_SZ);
        assertThat(service.value("LowerFilters").orElseThrow().strings()).containsExactly("iaStorF", "partmgr");
        assertThat(service.value("UpperFilters").orElseThrow().strings()).isEmpty();
        assertThat(service.value("UpperFilters").orElseThrow().data().length()).isEqualTo(2);
        assertThat(service.value("Odd").orElseThrow().data().bytes()).containsExactly(1, 2, 3);
        assertThat(service.value("Big").orElseThrow().number()).hasValue(-2);
        assertThat(service.value("").orElseThrow().data())
                .isEqualTo(RegistryData.of(new RegistryType(0xffff000cL), new byte[] {9, 8, 7, 6, 5}));
        assertThat(hive.key("ControlSet001\\КЛЮЧ")
                        .orElseThrow()
                        .value("значение")
                        .orElseThrow()
                        .string())
                .contains("да");
        assertThat(hive.key("ControlSet002")).isEmpty();
        assertThat(hive.key("ControlSet001\\Services\\none\\deeper")).isEmpty();
        assertThat(service.value("none")).isEmpty();
    }

    @Test
    void hivesOfNt4AreReadToo() throws IOException {
        byte[] large = pattern(100_000);
        FakeKey root = FakeKey.root();
        root.key("Setup").binary("Large", large).sz("", "default");

        Hive hive = open(HiveWriter.writeOld(root));

        assertThat(hive.version()).isEqualTo("1.3");
        HiveKey setup = hive.key("Setup").orElseThrow();
        assertThat(setup.value("Large").orElseThrow().data().bytes()).isEqualTo(large);
        assertThat(setup.value("").orElseThrow().string()).contains("default");
    }

    @Test
    void largeValuesAreReadFromTheirSegments() throws IOException {
        FakeKey root = FakeKey.root();
        for (int bytes : new int[] {16_343, 16_344, 16_345, 32_688, 32_689, 300_000}) {
            root.key("Values").binary("of " + bytes, pattern(bytes));
        }

        Hive hive = open(HiveWriter.write(root));

        for (HiveValue value : hive.key("Values").orElseThrow().values()) {
            int bytes = Integer.parseInt(value.name().substring(3));
            assertThat(value.data().bytes()).isEqualTo(pattern(bytes));
        }
    }

    @Test
    void thousandsOfSubkeysAreReadFromTheirLeaves() throws IOException {
        FakeKey root = FakeKey.root();
        List<String> names =
                IntStream.range(0, 2300).mapToObj("key%04d"::formatted).toList();
        names.forEach(name -> root.key("Classes\\" + name).sz("name", name));

        Hive hive = open(HiveWriter.write(root));

        HiveKey classes = hive.key("Classes").orElseThrow();
        assertThat(names(classes.children())).isEqualTo(names);
        assertThat(classes.child("KEY1999")
                        .orElseThrow()
                        .value("name")
                        .orElseThrow()
                        .string())
                .contains("key1999");
    }

    @Test
    void registryOfWindows98IsNamedAndRefused() throws IOException {
        Path file = ReferenceHives.file("win9x/SYSTEM.DAT.gz", folder);

        assertThatThrownBy(() -> Hive.open(file))
                .isInstanceOfSatisfying(HiveFormatException.class, refused -> assertThat(refused.next())
                        .contains("--no-fixup"))
                .hasMessage("SYSTEM.DAT @ 0x0: this is a registry of Windows 95, 98 or ME");
    }

    @Test
    void logIsNotTakenForAHive() throws IOException {
        Path file = ReferenceHives.file("win10-1709-x64-dirty/SYSTEM_B.LOG1.xz", folder);

        assertThatThrownBy(() -> Hive.open(file))
                .hasMessage("SYSTEM_B.LOG1 @ 0x1c: this is a transaction log (file type 6), not a hive");
    }

    @Test
    void damagedAndTruncatedRealHivesAreRefusedExactly() throws IOException {
        Path damaged = ReferenceHives.file("damaged/corrupted_system_hive.xz", folder);
        Path truncated = ReferenceHives.file("corner-cases/TruncatedHive", folder);

        assertThatThrownBy(() -> ExportedLines.ours(Hive.open(damaged)))
                .isInstanceOf(HiveFormatException.class)
                .hasMessage("corrupted_system_hive @ 0x1a000: a hive bin begins with \"hbin\", found 0x00000000");
        assertThatThrownBy(() -> ExportedLines.ours(Hive.open(truncated)))
                .isInstanceOf(HiveFormatException.class)
                .hasMessage("TruncatedHive @ 0x3000: the file ends here, 479232 more bytes of hive bins should follow");
    }

    @Test
    void dirtyHiveIsReadAsFarAsItGoes() throws IOException {
        FakeKey root = FakeKey.root();
        root.key("A").sz("early", "here");
        root.key("Z").binary("late", pattern(6_000));
        byte[] whole = HiveWriter.write(root);
        byte[] cut = HiveWriter.dirty(Arrays.copyOf(whole, 4096 + 4096));

        Hive hive = open(cut);

        assertThat(hive.dirty()).isTrue();
        assertThat(hive.key("A").orElseThrow().value("early").orElseThrow().string())
                .contains("here");
        assertThatThrownBy(() ->
                        hive.key("Z").orElseThrow().value("late").orElseThrow().data())
                .isInstanceOf(HiveFormatException.class)
                .hasMessageContaining("the hive ends early");
        assertThatThrownBy(() -> open(Arrays.copyOf(whole, 4096 + 4096)))
                .hasMessage("fake @ 0x2000: the file ends here, 8192 more bytes of hive bins should follow");
    }

    @Test
    void everyHiveShorterThanItsBinsIsRefused() {
        FakeKey root = FakeKey.root();
        root.key("A").sz("name", "text");
        byte[] whole = HiveWriter.write(root);

        for (int length = 0; length < whole.length; length += 31) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> open(cut)).as("%d bytes", length).isInstanceOf(HiveFormatException.class);
        }
    }

    @Test
    void keyThatHoldsItselfIsRefused() throws IOException {
        byte[] hive = HiveWriter.write(parentAndChild());
        ByteBuffer bytes = ByteBuffer.wrap(hive).order(ByteOrder.LITTLE_ENDIAN);
        int list = find(hive, "lh", 2);
        int parent = bytes.getInt(find(hive, "lh", 1) + 4);

        bytes.putInt(list + 4, parent); // the child's place in the list is taken by its parent

        assertThatThrownBy(() -> ExportedLines.ours(open(hive)))
                .isInstanceOf(HiveFormatException.class)
                .hasMessageContaining("a subkey of key Parent, which is cell 0x")
                .hasMessageContaining("says its parent is 0x20");
    }

    @Test
    void keyThatIsListedTwiceIsRefused() {
        FakeKey root = FakeKey.root();
        root.key("One");
        root.key("Two");
        byte[] hive = HiveWriter.write(root);
        ByteBuffer bytes = ByteBuffer.wrap(hive).order(ByteOrder.LITTLE_ENDIAN);
        int list = find(hive, "lh", 1);

        bytes.putInt(list + 12, bytes.getInt(list + 4));

        assertThatThrownBy(() -> ExportedLines.ours(open(hive))).hasMessageContaining("twice among its subkeys");
    }

    @Test
    void deletedKeyIsNotFollowed() {
        byte[] hive = HiveWriter.write(parentAndChild());
        ByteBuffer bytes = ByteBuffer.wrap(hive).order(ByteOrder.LITTLE_ENDIAN);
        int child = find(hive, "nk", 3) - 4;

        bytes.putInt(child, -bytes.getInt(child)); // a positive size is a free cell

        assertThatThrownBy(() -> ExportedLines.ours(open(hive)))
                .hasMessageContaining("a subkey of key Parent should be here")
                .hasMessageContaining("which is no cell in use");
    }

    @Test
    void hugeCountsAreRefusedBeforeTheyAreBelieved() {
        for (int field : new int[] {20, 36}) { // subkeys, values
            for (int count : new int[] {2, 1000, 0x7fff_ffff, -1}) {
                byte[] hive = HiveWriter.write(parentAndChild());
                ByteBuffer.wrap(hive)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(find(hive, "nk", 2) + field, count == 2 ? 9 : count);

                assertThatThrownBy(() -> ExportedLines.ours(open(hive)))
                        .as("field %d, count %d", field, count)
                        .isInstanceOf(HiveFormatException.class);
            }
        }
        for (int size : new int[] {100, 0x0fff_ffff, 0x7fff_ffff, 0x8000_0005, -1}) {
            byte[] hive = HiveWriter.write(parentAndChild());
            ByteBuffer.wrap(hive).order(ByteOrder.LITTLE_ENDIAN).putInt(find(hive, "vk", 1) + 4, size);

            assertThatThrownBy(() -> ExportedLines.ours(open(hive)))
                    .as("size %d", size)
                    .isInstanceOf(HiveFormatException.class);
        }
    }

    @Test
    void wrongCellSizesAreRefusedWithTheirPlace() {
        for (int size : new int[] {0, -4, 7, -12, 5000, -5000, 0x7fff_fff8, 0x8000_0000}) {
            byte[] hive = HiveWriter.write(parentAndChild());
            ByteBuffer.wrap(hive).order(ByteOrder.LITTLE_ENDIAN).putInt(4096 + 32, size);

            assertThatThrownBy(() -> open(hive))
                    .as("size %d", size)
                    .isInstanceOf(HiveFormatException.class)
                    .hasMessageStartingWith("fake @ 0x1020: a cell of ");
        }
    }

    private static FakeKey parentAndChild() {
        FakeKey root = FakeKey.root();
        root.key("Parent\\Child");
        root.key("Parent").sz("Value", "text");
        return root;
    }

    private static Hive open(byte[] bytes) throws IOException {
        return Hive.open("fake", ByteBuffer.wrap(bytes));
    }

    private static List<String> names(List<HiveKey> keys) {
        return keys.stream().map(HiveKey::name).toList();
    }

    private static byte[] pattern(int bytes) {
        byte[] pattern = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            pattern[i] = (byte) (i ^ i >> 8);
        }
        return pattern;
    }

    /** The nth cell that begins with a signature. */
    private static int find(byte[] hive, String signature, int nth) {
        int found = 0;
        for (int at = 4096 + 36; at < hive.length; at += 8) {
            if (hive[at] == signature.charAt(0) && hive[at + 1] == signature.charAt(1) && ++found == nth) {
                return at;
            }
        }
        throw new AssertionError("no " + nth + ". " + signature);
    }
}
