package org.p2vworkbench.converter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.disks.DiskFormatException;

class StoreTest {

    @TempDir
    private Path folder;

    @Test
    void foldersWithAMachineJsonAreMachinesInOrderOfTheirNames() throws IOException {
        for (String name : List.of("web", "db", "apt")) {
            Files.createDirectories(folder.resolve(name));
            Files.writeString(folder.resolve(name).resolve("machine.json"), "{}");
        }
        Files.createDirectories(folder.resolve("lost+found"));
        Files.createDirectories(folder.resolve(".p2v"));

        assertThat(new Store(folder).machines()).extracting(MachineFolder::name).containsExactly("apt", "db", "web");
        assertThat(new Store(folder).machine("db").path()).isEqualTo(folder.resolve("db"));
        assertThat(new Store(folder).machine(folder.resolve("db").toString()).name())
                .isEqualTo("db");
        assertThatThrownBy(() -> new Store(folder).machine("lost+found"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("neither a machine in");
        assertThatThrownBy(() -> new Store(folder.resolve("none")).machines()).isInstanceOf(UsageException.class);
    }

    @Test
    void recordIsReadAsItWasWritten() throws IOException {
        MachineRecord record = new MachineRecord(
                1,
                "web",
                UUID.randomUUID(),
                "/old/Büro \"7\".vmdk",
                MachineHardware.aroundBareDisks("Büro", Firmware.BIOS, List.of("a.vmdk", "b.vmdk")),
                List.of(new MachineRecord.Disk("a", "vmdk streamOptimized", Long.MAX_VALUE, 7, Optional.of("WD-1"))),
                List.of("a note"));
        Path file = folder.resolve("machine.json");

        DurableFile.write(file, JsonText.document(record));

        assertThat(JsonText.read(file, MachineRecord.class)).isEqualTo(record);
        assertThat(folder.resolve("machine.json.part")).doesNotExist();
    }

    @Test
    void damagedRecordIsNamedWithANextStep() throws IOException {
        Path file = Files.writeString(folder.resolve("machine.json"), "{\"machine\":");

        assertThatThrownBy(() -> JsonText.read(file, MachineRecord.class))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("machine.json")
                .hasMessageContaining("is not what this program writes");
    }

    @Test
    void pathsAreWrittenAsPaths() throws IOException {
        record Place(Path at) {}
        Path file = folder.resolve("place.json");

        DurableFile.write(file, JsonText.line(new Place(Path.of("/a b/c:d"))));

        assertThat(file).hasContent("{\"at\":\"/a b/c:d\"}");
        assertThat(JsonText.read(file, Place.class)).isEqualTo(new Place(Path.of("/a b/c:d")));
    }

    @Test
    void failedWriteLeavesTheOldFileAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), "old");
        Files.createDirectory(folder.resolve("plan.json.part"));

        assertThatThrownBy(() -> DurableFile.write(file, "new")).isInstanceOf(IOException.class);

        assertThat(file).hasContent("old");
    }

    @Test
    void lineCutShortByACrashDoesNotSwallowTheNext() throws IOException {
        Path file = Files.writeString(folder.resolve("events.jsonl"), "{\"time\":\"20");
        EventLog events = new EventLog(file, Clock.fixed(Instant.parse("2024-02-03T04:05:06Z"), ZoneOffset.UTC));

        events.add("copy", "started", Map.of("disk", "sda"));
        events.add("copy", "done", Map.of());

        assertThat(file).hasContent("""
                {"time":"20
                {"time":"2024-02-03T04:05:06Z","stage":"copy","event":"started","disk":"sda"}
                {"time":"2024-02-03T04:05:06Z","stage":"copy","event":"done"}
                """);
    }
}
