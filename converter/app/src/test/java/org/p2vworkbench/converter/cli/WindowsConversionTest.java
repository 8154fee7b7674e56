package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.machine.PhonyWindows;
import org.p2vworkbench.fixups.registry.HiveLogs;

/**
 * A phony Windows through {@code p2v convert}: its registry differs then by what the record of changes says and by nothing
 * else, as others read it; a second repair changes nothing; what is taken back is as it was.
 */
final class WindowsConversionTest {

    private static final String HEAP = "256m";
    private static final long EFI_OFFSET = 1 << 20;

    @TempDir
    Path folder;

    static Stream<OldWindows> one() {
        return Stream.of(OldWindows.XP);
    }

    static Stream<OldWindows> others() {
        return OldWindows.OTHERS.stream();
    }

    @ParameterizedTest
    @MethodSource("one")
    @Tag("slow")
    void windowsIsChangedAsPlannedAndTakenBack(OldWindows windows) throws Exception {
        converted(windows);
    }

    @ParameterizedTest
    @MethodSource("others")
    @Tag("full")
    void otherWindowsIsChangedAsPlannedAndTakenBack(OldWindows windows) throws Exception {
        converted(windows);
    }

    private void converted(OldWindows windows) throws IOException, InterruptedException {
        WindowsDisk.demandTools();
        PhonyWindows made = windows.disk(folder);
        Path raw = made.writeTo(folder.resolve(windows.name() + ".raw"));
        Path machine = folder.resolve("machines").resolve(windows.name());
        Path image = machine.resolve("disks").resolve(windows.name() + ".qcow2");
        WindowsDisk before = WindowsDisk.of(raw, "raw", made.volumeOffset(), folder);

        Program.Ended convert = Program.run(folder, HEAP, "convert", raw, "-o", machine.getParent());
        assertThat(convert.status()).as(convert.story()).isZero();
        JsonNode record = record(machine);

        WindowsDisk after = WindowsDisk.of(image, "qcow2", made.volumeOffset(), folder);
        SortedMap<String, String> registryBefore = registryBefore(before, windows);
        assertThat(differences(registryBefore, registry(after)))
                .isEqualTo(targets(record, "registry", "HKLM\\SYSTEM\\", "HKLM\\SOFTWARE\\"));
        if (windows.firmware() == OldWindows.Firmware.UEFI) {
            assertStartsByUefi(raw, image, record);
        }

        String layer = sha256(image);
        Program.Ended again = Program.run(folder, HEAP, "fixup", machine);
        assertThat(again.status()).as(again.story()).isZero();
        assertThat(record(machine).get("changes"))
                .as("a second run")
                .hasSize(record.get("changes").size());
        assertThat(sha256(image)).isEqualTo(layer);

        undoAfterARun(windows, machine, image);
        WindowsDisk undone = WindowsDisk.of(image, "qcow2", made.volumeOffset(), folder);
        assertThat(differences(registryBefore, registry(undone)))
                .as("what undo left")
                .isEmpty();
        for (String file : changedFiles(record)) {
            assertThat(sha256(undone.file(file))).as(file).isEqualTo(sha256(before.file(file)));
        }
    }

    /** As if it had run: a sector before the first partition is another, so the layer is not simply dropped. */
    private void undoAfterARun(OldWindows windows, Path machine, Path image) throws IOException, InterruptedException {
        OutsideTool.named("qemu-io").run("-f", "qcow2", "-c", "write -P 1 20480 512", image);

        Program.Ended undo = Program.run(folder, HEAP, "fixup", machine, "--undo");

        assertThat(undo.status()).as(windows + ": " + undo.story()).isZero();
        assertThat(undo.story()).contains("has run since the repair");
    }

    /** What Windows itself would have, with its logs applied. */
    private SortedMap<String, String> registryBefore(WindowsDisk before, OldWindows windows) throws IOException {
        SortedMap<String, String> all = new TreeMap<>(before.registry("SOFTWARE"));
        List<Path> logs = new ArrayList<>();
        for (OldWindows.RealHive hive : windows.hives()) {
            if (hive.name().startsWith("SYSTEM.LOG")) {
                logs.add(before.file("Windows/system32/config/" + hive.name()));
            }
        }
        Path system = before.file("Windows/system32/config/SYSTEM");
        all.putAll(WindowsDisk.export(
                logs.isEmpty()
                        ? system
                        : HiveLogs.replay(system, logs, folder.resolve("replayed"))
                                .hive(),
                "SYSTEM"));
        return all;
    }

    private static SortedMap<String, String> registry(WindowsDisk disk) throws IOException {
        SortedMap<String, String> all = new TreeMap<>(disk.registry("SYSTEM"));
        all.putAll(disk.registry("SOFTWARE"));
        return all;
    }

    private void assertStartsByUefi(Path raw, Path image, JsonNode record) throws IOException {
        Path efiBefore = WindowsDisk.part(raw, "raw", EFI_OFFSET, folder);
        Path efi = WindowsDisk.part(image, "qcow2", EFI_OFFSET, folder);

        assertThat(Files.readString(efiFile(efi, "EFI/Boot/bootx64.efi"))).isEqualTo("MZ bootmgfw");
        assertThat(differences(
                        WindowsDisk.export(efiFile(efiBefore, "EFI/Microsoft/Boot/BCD"), "BCD00000000"),
                        WindowsDisk.export(efiFile(efi, "EFI/Microsoft/Boot/BCD"), "BCD00000000")))
                .isEqualTo(targets(record, "registry", "HKLM\\BCD00000000\\"))
                .hasSize(1);
        assertThat(record.at("/guest/starts").asText())
                .contains("winload.efi")
                .contains("A1B2C3D4-E5F6-4718-92A3-B4C5D6E7F809");
    }

    private Path efiFile(Path efi, String path) throws IOException {
        Path copy = Files.createTempDirectory(folder, "efi").resolve("file");
        OutsideTool.named("mcopy").run("-i", efi, "::/" + path, copy);
        return copy;
    }

    private static SortedSet<String> differences(SortedMap<String, String> before, SortedMap<String, String> after) {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> before.containsKey(name) && before.get(name).equals(after.get(name)));
        return names;
    }

    private static SortedSet<String> targets(JsonNode record, String kind, String... hives) {
        SortedSet<String> targets = new TreeSet<>();
        for (JsonNode change : record.get("changes")) {
            String target = change.get("target").asText();
            if (change.get("kind").asText().equals(kind) && Stream.of(hives).anyMatch(target::startsWith)) {
                targets.add(target.toUpperCase(Locale.ROOT));
            }
        }
        return targets;
    }

    /** Files of the system volume that were there before, hives apart. */
    private static List<String> changedFiles(JsonNode record) {
        List<String> files = new ArrayList<>();
        for (JsonNode change : record.get("changes")) {
            String target = change.get("target").asText();
            if (change.get("kind").asText().equals("file")
                    && target.startsWith("/")
                    && !change.get("before").asText().isEmpty()
                    && !target.endsWith("config/SYSTEM")) {
                files.add(target.substring(1));
            }
        }
        return files;
    }

    private static JsonNode record(Path machine) throws IOException {
        return new ObjectMapper()
                .readTree(machine.resolve("fixups/changes.json").toFile());
    }

    private static String sha256(Path file) throws IOException {
        return OutsideTool.named("sha256sum").run(file).substring(0, 64);
    }
}
