package org.p2vworkbench.reports.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.SampleInventory;

class SizingTest {

    @Test
    void withoutWatchingTheMachineStaysAsItIs() {
        Proposal proposal = Proposal.of(SampleInventory.ofGoodServer("web01").inventory(), Target.UNKNOWN);

        assertThat(proposal)
                .isEqualTo(new Proposal(8, 17_179_869_184L, 500_107_862_016L, 132_000_000_000L + (2L << 30), 1, false));
    }

    @Test
    void watchedForADayItIsSizedByItsLoad() {
        Proposal proposal = Proposal.of(watched(86_400, 0.25, 5L << 30), Target.UNKNOWN);

        // 0.25 x 8 x 1.3 / 0.7 = 3.7; 5 GiB x 1.2 = 6 GiB
        assertThat(proposal.processors()).isEqualTo(4);
        assertThat(proposal.memoryBytes()).isEqualTo(6L << 30);
        assertThat(proposal.stars()).isEqualTo(4);
        assertThat(proposal.measured()).isTrue();
    }

    @Test
    void processorsGrowOnlyWhereTheyAreShortToday() {
        assertThat(Proposal.of(watched(86_400, 0.80, 1), Target.UNKNOWN).processors())
                .isEqualTo(8);
        assertThat(Proposal.of(watched(86_400, 0.95, 1), Target.UNKNOWN).processors())
                .isEqualTo(15);
    }

    @Test
    void slowestTermDecidesAndTheNextSaysTheGain() throws IOException {
        Inventory inventory = SampleInventory.ofGoodServer("web01").inventory();

        MoveTime time = MoveTime.of(inventory, TargetJson.read("{\"linkMegabits\": 100}"));

        assertThat(time.bottleneck()).isEqualTo(new MoveTime.Term("link", 11_750_000, false));
        assertThat(time.usedBytes()).isEqualTo(120_000_000_000L);
        assertThat(time.copySeconds()).isCloseTo(10_213, within(1.0));
        assertThat(time.p50Seconds()).isCloseTo(10_213 + 400 + 780, within(1.0));
        assertThat(time.p90Seconds()).isEqualTo(time.p50Seconds() * 1.35);
        assertThat(time.gainWithoutBottleneck()).isCloseTo(6.8, within(0.1));
    }

    @Test
    void unknownAllocationCountsWholeDisks() {
        Inventory inventory = SampleInventory.ofGoodServer("web01")
                .fact("guest.filesystems", "[]")
                .inventory();

        assertThat(Allocation.of(inventory)).isEqualTo(new Allocation(500_107_862_016L, 500_107_862_016L, false));
    }

    @Test
    void mapsOnTheDisksCountBeforeWhatFilesystemsSay() {
        SampleInventory server =
                SampleInventory.ofGoodServer("web01").fact("hardware.disks.0.usedBytes", "70000000000");

        assertThat(Allocation.of(server.inventory()))
                .isEqualTo(new Allocation(500_107_862_016L, 70_000_000_000L, true));
    }

    @Test
    void ofASetWhoseVolumeTravelsTheMembersDoNotCount() {
        SampleInventory server = SampleInventory.ofGoodServer("web01")
                .put("hardware.disks", "[{'name':'sda'},{'name':'sdb'},{'name':'sdc'}]")
                .fact("hardware.disks.2.usedBytes", "1000")
                .put("hardware.raidSets", "[{'name':'ddf','level':'raid1','members':['sda','sdb'],'usedBytes':50000}]");

        assertThat(Allocation.of(server.inventory()).usedBytes()).isEqualTo(51_000);
    }

    @Test
    void machineThatWritesFasterThanTheCopyNeverConverges() {
        Inventory inventory = SampleInventory.ofGoodServer("web01")
                .fact("live.load", "{'seconds':60,'writeBytesPerSecond':90000000}")
                .inventory();

        assertThat(Downtime.of(inventory, MoveTime.of(inventory, Target.UNKNOWN)))
                .get()
                .extracting(Downtime::converges)
                .isEqualTo(false);
    }

    private static Inventory watched(long seconds, double p95, long memory) {
        return SampleInventory.ofGoodServer("web01")
                .fact(
                        "live.load",
                        "{'seconds':%d,'samples':9,'cpuP95':%s,'memoryUsedP95Bytes':%d}"
                                .formatted(seconds, p95, memory))
                .inventory();
    }
}
