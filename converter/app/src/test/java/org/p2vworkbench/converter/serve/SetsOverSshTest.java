package org.p2vworkbench.converter.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.convert.ConvertOptions;
import org.p2vworkbench.converter.ingest.Limits;
import org.p2vworkbench.converter.ingest.StopsAgents;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.migrate.MigrationOptions;
import org.p2vworkbench.converter.raid.RaidView;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;
import org.p2vworkbench.fixtures.raid.MdWriter;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.ddf.DdfVolume;
import org.p2vworkbench.fixtures.raid.ddf.DdfWriter;
import org.p2vworkbench.fixtures.raid.imsm.ImsmWriter;
import org.p2vworkbench.reports.inventory.HardwareFacts;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.InventoryJson;
import org.p2vworkbench.reports.sizing.Allocation;

/** Members of a controller's set at the far end of SSH: what comes into the store is the volume. */
@Timeout(60)
@ExtendWith(StopsAgents.class)
class SetsOverSshTest {

    private static final int SECTOR = 512;
    private static final int STRIP_BYTES = 64 << 10;
    private static final int VOLUME_BYTES = 8 << 20;
    private static final List<Integer> REFERENCES = List.of(0x101, 0x102, 0x103);

    @TempDir
    private Path folder;

    private final byte[] volume = new byte[VOLUME_BYTES];

    @Test
    void volumeOfARaid5SetComesAndNotItsMembers() throws Exception {
        List<Path> members = members();

        ApiClient.Answer answer = migrated(List.of(members.get(2), members.get(0), members.get(1)), false);

        assertThat(answer.failure()).isEmpty();
        assertThat(answer.result().orElseThrow()).contains("\"exitCode\":0");
        assertThat(onlyDisk()).hasBinaryContent(volume);
    }

    @Test
    void degradedSetIsRefusedUnlessAllowedAndThenWhole() throws Exception {
        List<Path> members = members();
        List<Path> two = List.of(members.get(0), members.get(2));

        ApiClient.Answer refused = migrated(two, false);
        ApiClient.Answer allowed = migrated(two, true);

        assertThat(refused.failure()).contains("degraded");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.next()).contains("--allow-degraded");
        assertThat(allowed.failure()).isEmpty();
        assertThat(onlyDisk()).hasBinaryContent(volume);
    }

    @Test
    void membersOfLinuxMdStayTheMembersTheyAre() throws Exception {
        new Random(2004).nextBytes(volume);
        MdWriter writer = new MdWriter();
        writer.chunkSectors = STRIP_BYTES / SECTOR;
        List<byte[]> set = writer.members(new SetWriter(volume, STRIP_BYTES).raid5(3, 2));

        ApiClient.Answer answer = migrated(List.of(written(set, 2), written(set, 0), written(set, 1)), false);

        assertThat(answer.failure()).isEmpty();
        for (int slot = 0; slot < set.size(); slot++) {
            assertThat(folder.resolve("store/db02/disks/bay%d.raw".formatted(slot)))
                    .hasBinaryContent(set.get(slot));
        }
    }

    @Test
    void mirrorOfMatrixStorageComesOnce() throws Exception {
        new Random(2005).nextBytes(volume);
        List<byte[]> set = mirrorOfMatrixStorage(volume);

        ApiClient.Answer answer = migrated(List.of(written(set, 1), written(set, 0)), false);

        assertThat(answer.failure()).isEmpty();
        assertThat(onlyDisk()).hasBinaryContent(volume);
    }

    /** A mirrored volume over disks "BAY0" and "BAY1" (mdadm 4.2, super-intel.c); which is which makes no difference. */
    private static List<byte[]> mirrorOfMatrixStorage(byte[] content) {
        int sectors = content.length / SECTOR;
        int strip = STRIP_BYTES / SECTOR;
        ImsmWriter writer = new ImsmWriter().disk("BAY0", sectors + 100L).disk("BAY1", sectors + 100L);
        writer.volume(new ImsmWriter.Volume(
                "vol",
                sectors,
                0,
                0,
                List.of(new ImsmWriter.Map(0, sectors, sectors / strip, strip, 0, 1, 1, new int[] {0, 1}))));
        return Stream.of(content, content)
                .map(bytes -> writer.disk(bytes, sectors + 100))
                .toList();
    }

    private Path written(List<byte[]> set, int slot) throws IOException {
        return Files.write(folder.resolve("bay%d.img".formatted(slot)), set.get(slot));
    }

    @Test
    void setsAreToldBeforeAnythingIsCopied() throws Exception {
        ApiClient.Answer answer = asked(members(), ApiRequest.of("raid", "db02"));

        RaidView view = JsonText.parse(answer.result().orElseThrow(), RaidView.class);
        assertThat(view.unassigned()).isEmpty();
        assertThat(view.sets()).hasSize(1);
        assertThat(view.sets().get(0).level()).isEqualTo("raid5");
        assertThat(view.sets().get(0).state()).isEqualTo("optimal");
        assertThat(view.sets().get(0).members())
                .extracting(member -> member.disk().orElse(""))
                .containsExactly("ssh:db02:bay0", "ssh:db02:bay1", "ssh:db02:bay2");
    }

    @Test
    void surveyCountsTheVolumeAndNotItsMembers() throws Exception {
        ApiClient.Answer answer = asked(members(), ApiRequest.of("survey", "db02"));

        Path kept = folder.resolve("store/db02/inventory.json");
        Inventory inventory = InventoryJson.read(Files.readString(kept));
        HardwareFacts.RaidSet set = inventory.hardware().raidSets().get(0);
        assertThat(answer.failure()).isEmpty();
        assertThat(inventory.hardware().disks()).hasSize(3);
        assertThat(set.level()).isEqualTo("raid5");
        assertThat(set.places()).containsExactly("bay0", "bay1", "bay2");
        assertThat(Allocation.of(inventory).usedBytes()).isEqualTo(VOLUME_BYTES);
    }

    private Path onlyDisk() throws IOException {
        try (var disks = Files.list(folder.resolve("store/db02/disks"))) {
            List<Path> all = disks.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    /** RAID 5 of DDF, parity moving down while data follows it (SNIA DDF 2.0, section 4.3). */
    private List<Path> members() throws IOException {
        new Random(2003).nextBytes(volume);
        List<byte[]> data = new SetWriter(volume, STRIP_BYTES).raid5(REFERENCES.size(), 2);
        long blocks = data.get(0).length / SECTOR;
        DdfWriter writer = new DdfWriter()
                .with(0x101, 0x102, 0x103)
                .with(DdfVolume.of(5, 3, 7, blocks, REFERENCES).sized(VOLUME_BYTES / SECTOR));
        List<Path> members = new ArrayList<>();
        for (int slot = 0; slot < data.size(); slot++) {
            members.add(Files.write(
                    folder.resolve("bay%d.img".formatted(slot)), writer.disk(REFERENCES.get(slot), data.get(slot))));
        }
        return members;
    }

    private ApiClient.Answer migrated(List<Path> disks, boolean degradedAllowed) throws Exception {
        MigrationOptions options = new MigrationOptions(
                ConvertOptions.Format.RAW,
                Qcow2Compression.NONE,
                false,
                false,
                true,
                degradedAllowed,
                false,
                false,
                Limits.NONE,
                false,
                false,
                Optional.empty());
        return asked(disks, ApiRequest.migrate("db02", options));
    }

    private ApiClient.Answer asked(List<Path> disks, ApiRequest request) throws Exception {
        return new Rehearsal(folder).asked(disks, request);
    }
}
