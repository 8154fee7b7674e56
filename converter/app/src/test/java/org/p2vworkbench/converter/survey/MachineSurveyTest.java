package org.p2vworkbench.converter.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.SourceReadException;
import org.p2vworkbench.converter.ingest.ConnectedMachine;
import org.p2vworkbench.converter.ingest.FakeAgent;
import org.p2vworkbench.converter.migrate.Migration;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.disk.SwapArea;
import org.p2vworkbench.fixtures.raid.MdWriter;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.HardwareFacts;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.risk.Assessment;
import org.p2vworkbench.reports.risk.Finding;
import org.p2vworkbench.reports.risk.SiteRules;
import org.p2vworkbench.reports.sizing.Allocation;
import org.p2vworkbench.reports.sizing.Target;

@Timeout(60)
class MachineSurveyTest {

    private static final int MIB = 1 << 20;
    private static final int SWAP_SECTORS = 8192;
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    /** What an agent on a boot medium tells of a machine with one disk. */
    private static final String TOLD = """
            {"schema":1,"program":"p2v-agent 0.1.0","machine":"p2v","takenAt":"2026-03-01T10:00:00Z","by":"boot","hardware":{
            "platform":{"firmware":{"value":"BIOS","source":"sys/firmware","by":"boot","confidence":1.0}},
            "disks":[{"name":"sda","path":"/dev/sda","rotational":true,
            "sizeBytes":{"value":%d,"source":"sys/block/sda/size","by":"boot","confidence":1.0},
            "partitions":[{"number":1,"name":"sda1","startBytes":1048576,"sizeBytes":4194304,"type":"%s","label":"old"}]}%s]}}
            """;

    private static final String SECOND_DISK =
            ",{\"name\":\"sdb\",\"path\":\"/dev/sdb\",\"sizeBytes\":{\"value\":4096,\"confidence\":1.0}}";

    @TempDir
    private Path folder;

    @Test
    void whatLiesOnTheDisksIsAddedToWhatTheAgentTold() throws IOException {
        Inventory inventory = surveyed(new FakeAgent(diskWithSwap()).surveyed(TOLD.formatted(8 * MIB, "swap", "")));

        DiskFacts disk = inventory.hardware().disks().get(0);
        assertThat(inventory.machine()).isEqualTo("web01");
        assertThat(inventory.by()).isEqualTo("boot");
        assertThat(inventory.disagreements()).isEmpty();
        assertThat(disk.rotational()).isTrue();
        assertThat(disk.table().orElse("")).isEqualTo("dos");
        assertThat(disk.partitions()).hasSize(1);
        assertThat(disk.partitions().get(0).name()).isEqualTo("sda1");
        assertThat(disk.partitions().get(0).type()).isEqualTo("swap");
        assertThat(disk.partitions().get(0).label()).isEqualTo("swap0");
        assertThat(disk.usedBytes().by()).isEqualTo("image");
        assertThat(disk.usedBytes().orElse(0L)).isPositive().isLessThan(8L * MIB);
        assertThat(Allocation.of(inventory).usedBytes())
                .isEqualTo(disk.usedBytes().orElse(0L));
        assertThat(Allocation.of(inventory).measured()).isTrue();
    }

    @Test
    void whereAgentAndDisksDisagreeTheDisksAreBelievedAndItIsAFinding() throws IOException {
        Inventory inventory =
                surveyed(new FakeAgent(diskWithSwap()).surveyed(TOLD.formatted(8 * MIB + 512, "ext4", "")));

        assertThat(inventory.hardware().disks().get(0).partitions().get(0).type())
                .isEqualTo("swap");
        assertThat(inventory.disagreements())
                .containsExactlyInAnyOrder(
                        new Inventory.Disagreement(
                                "sda1: what is on it", "swap", "signature on the disk", "ext4", "udev"),
                        new Inventory.Disagreement(
                                "sda: size in bytes",
                                "8388608",
                                "the disk as it is read",
                                "8389120",
                                "sys/block/sda/size"));
        assertThat(Assessment.of(inventory, Target.UNKNOWN, SiteRules.NONE).findings())
                .extracting(Finding::code)
                .contains("DATA-002");
    }

    @Test
    void disksThatAreNotOfferedAreNotCounted() throws IOException {
        Inventory inventory =
                surveyed(new FakeAgent(diskWithSwap()).surveyed(TOLD.formatted(8 * MIB, "", SECOND_DISK)));

        assertThat(inventory.hardware().disks()).extracting(DiskFacts::name).containsExactly("sda");
        assertThat(inventory.missed()).extracting(Inventory.Missed::what).contains("the disks sdb");
    }

    @Test
    void imagesOfAnotherMachineDoNotGetTheAgentsOwnHardware() throws IOException {
        String elsewhere = TOLD.formatted(8 * MIB, "", "").replace("/dev/sda", "/dev/vda");

        Inventory inventory = surveyed(new FakeAgent(diskWithSwap()).surveyed(elsewhere));

        assertThat(inventory.hardware().platform().firmware().isKnown()).isFalse();
        assertThat(inventory.hardware().disks()).extracting(DiskFacts::path).containsExactly("/dev/sda");
        assertThat(inventory.hardware().disks().get(0).sizeBytes().orElse(0L)).isEqualTo(8L * MIB);
        assertThat(inventory.missed()).extracting(Inventory.Missed::what).contains("the machine that the disks are of");
    }

    @Test
    void raidSetHasItsLayoutItsPlacesAndHowSureItIs() throws IOException {
        MdWriter writer = new MdWriter();
        byte[] content = diskWithSwap();
        List<byte[]> set = writer.members(new SetWriter(content, writer.chunkSectors * MdWriter.SECTOR).raid5(3, 2));
        // The second place is empty.
        FakeAgent agent = new FakeAgent(set.get(2))
                .and("S0", set.get(0))
                .surveyed(
                        "{\"schema\":1,\"by\":\"boot\",\"hardware\":{\"disks\":[{\"name\":\"sda\",\"path\":\"/dev/sda\"},"
                                + "{\"name\":\"sdb\",\"path\":\"/dev/sdb\"}],\"raidSets\":[{\"name\":\"md127\","
                                + "\"level\":\"raid1\",\"state\":\"degraded\",\"members\":[\"sda\",\"sdb\"],\"source\":\"proc/mdstat\"}]}}");

        Inventory inventory = surveyed(agent);

        HardwareFacts.RaidSet found = inventory.hardware().raidSets().get(0);
        assertThat(inventory.hardware().raidSets()).hasSize(1);
        assertThat(found.name()).isEqualTo("md127");
        assertThat(found.level()).isEqualTo("raid5");
        assertThat(found.layout()).isEqualTo("left-symmetric");
        assertThat(found.chunkBytes()).isEqualTo(writer.chunkSectors * (long) MdWriter.SECTOR);
        assertThat(found.places()).containsExactly("sdb", "", "sda");
        assertThat(found.slots()).isEqualTo(3);
        assertThat(found.confidence().orElse(0.0)).isGreaterThan(0.5);
        assertThat(found.source()).isEqualTo("proc/mdstat, metadata on the disks");
        assertThat(inventory.disagreements())
                .containsExactly(new Inventory.Disagreement(
                        "md127: RAID level", "raid5", "metadata on the disks", "raid1", "proc/mdstat"));
    }

    @Test
    void oldAgentIsToldPlainly() {
        assertThatThrownBy(() -> surveyed(new FakeAgent(diskWithSwap())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("its agent (fake) is older than this converter and takes no survey");
    }

    @Test
    void answerThatIsNoSurveyIsAnErrorWithANextStep() {
        for (String nonsense : List.of("[]", "{", "{\"schema\":0}", "[".repeat(100_000), "\u0000")) {
            assertThatThrownBy(() -> MachineSurvey.agents("web01", nonsense))
                    .isInstanceOf(SourceReadException.class)
                    .hasMessageContaining("web01: its agent answered with no inventory of a machine");
        }
    }

    @Test
    void whatIsKeptIsReadAgain() throws IOException {
        MachineFolder machine = new MachineFolder(folder.resolve("web01"));
        Inventory inventory = surveyed(new FakeAgent(diskWithSwap()).surveyed(TOLD.formatted(8 * MIB, "swap", "")));

        MachineSurvey.keep(inventory, machine);

        assertThat(MachineSurvey.kept(machine)).contains(inventory);
        Files.writeString(machine.inventoryJson(), "{\"schema\":1,\"machine\":");
        assertThatThrownBy(() -> MachineSurvey.kept(machine))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("inventory.json");
    }

    private static Inventory surveyed(FakeAgent agent) throws IOException {
        ConnectedMachine machine = agent.machine();
        return new MachineSurvey(Migration.look(machine), NOON).withAgent(machine.survey());
    }

    /** 8 MiB: a swap area of 4 MiB, and 3 MiB that nobody uses. */
    private byte[] diskWithSwap() throws IOException {
        byte[] swap = SwapArea.header(SWAP_SECTORS * 512L, new UUID(1, 2), "swap0");
        Path raw = new DiskBuilder(8L * MIB)
                .table(new Mbr(0x1234abcdL).primary(0x82, false, 2048, SWAP_SECTORS))
                .content(MIB, swap)
                .writeTo(folder.resolve("disk%d.raw".formatted(System.nanoTime())));
        return Files.readAllBytes(raw);
    }
}
