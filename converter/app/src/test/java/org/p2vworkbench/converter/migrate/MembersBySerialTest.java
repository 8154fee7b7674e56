package org.p2vworkbench.converter.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.convert.MachineOutcome;
import org.p2vworkbench.converter.ingest.FakeAgent;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.imsm.ImsmWriter;

/** Members that only their serial numbers tell apart: the agent reports them, and the volume comes in order. */
@Timeout(60)
class MembersBySerialTest {

    private static final int SECTOR = 512;
    private static final int STRIP_BYTES = 64 << 10;

    @TempDir
    private Path store;

    private final byte[] volume = new byte[4 << 20];

    @Test
    void raid5OfMatrixStorageIsPutTogetherByTheSerialNumbersOfItsDisks() throws Exception {
        new Random(2005).nextBytes(volume);
        List<byte[]> set = set();
        // Not in the order of their bays.
        FakeAgent agent = new FakeAgent(new byte[1 << 20])
                .and("BAY2", set.get(2))
                .and("BAY0", set.get(0))
                .and("BAY1", set.get(1));

        MigrationResult result = RawMigration.of(agent, store);

        assertThat(result.status()).isEqualTo(MachineOutcome.Status.DONE);
        assertThat(store.resolve("web01/disks/sda.raw")).hasBinaryContent(new byte[1 << 20]);
        assertThat(store.resolve("web01/disks/sdb.raw")).hasBinaryContent(volume);
        try (var disks = Files.list(store.resolve("web01/disks"))) {
            assertThat(disks).hasSize(2);
        }
    }

    /** mdadm 4.2, super-intel.c: all members carry the same record, which lists the disks by serial number. */
    private List<byte[]> set() {
        List<byte[]> data = new SetWriter(volume, STRIP_BYTES).raid5(3, 0);
        int perMember = data.get(0).length / SECTOR;
        int strip = STRIP_BYTES / SECTOR;
        ImsmWriter writer = new ImsmWriter();
        IntStream.range(0, data.size()).forEach(slot -> writer.disk("BAY" + slot, perMember + 100L));
        writer.volume(new ImsmWriter.Volume(
                "vol",
                volume.length / SECTOR,
                0,
                0,
                List.of(new ImsmWriter.Map(0, perMember, perMember / strip, strip, 0, 5, 1, new int[] {0, 1, 2}))));
        return data.stream().map(bytes -> writer.disk(bytes, perMember + 100)).toList();
    }
}
