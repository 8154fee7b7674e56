package org.p2vworkbench.converter.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.allocation.Allocations;
import org.p2vworkbench.disks.clonezilla.ClonezillaFolder;
import org.p2vworkbench.disks.frames.FrameCodec;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;

/** A set is read again as Clonezilla's folders are, and the disk in it is the disk it was made of. */
@Tag("slow")
class SetRoundTripTest {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(FrameCodec.class)
    void diskComesBackAsItWas(FrameCodec codec) throws IOException {
        Path target = folder.resolve("set");
        try (RawFile source = RawFile.open(new ManyVolumes(folder).disk())) {
            SetPlan plan = PlanSet.of(List.of(new SetDisk("disk", source, Optional.empty(), 0)));
            assertThat(plan.pieces())
                    .extracting(Piece::device)
                    .containsExactly("sda1", "sda2", "sda3", "sda4", "vg0-root");
            assertThat(plan.pieces()).extracting(Piece::program).containsExactly("vfat", "ext4", "ntfs", "dd", "ext4");
            SetOptions options = new SetOptions(codec, 1, Optional.of(1_000_000L), 2, "p2v test");
            new WriteSet("m", plan, Map.of(), target, options, Clock.systemUTC()).run();

            assertThat(new VerifySet(target).run().findings()).isEmpty();
            ClonezillaFolder set = ClonezillaFolder.read(target, false, HoleMap.UNKNOWN);
            assertThat(set.disks()).containsExactly("sda");
            try (BlockSource again = set.open("sda")) {
                assertThat(again.size()).isEqualTo(source.size());
                assertThat(PartitionTable.of(again)).isEqualTo(PartitionTable.of(source));
                for (Partition partition : PartitionTable.of(source).partitions()) {
                    if (partition.number() != 5) {
                        sameUse(partition.in(source), partition.in(again));
                    }
                }
                sameUse(ManyVolumes.volume(source, "root"), ManyVolumes.volume(again, "root"));
                assertThat(Allocations.of(ManyVolumes.volume(again, "swap"))
                                .orElseThrow()
                                .type())
                        .isEqualTo("swap");
            }
        }
    }

    /** Everything that is in use is the same, and of swap the kind. */
    private static void sameUse(BlockSource source, BlockSource copy) throws IOException {
        var allocation = Allocations.of(source);
        if (allocation.filter(found -> found.type().equals("swap")).isPresent()) {
            assertThat(Allocations.of(copy).orElseThrow().type()).isEqualTo("swap");
            return;
        }
        Iterable<Extent> used = allocation.isPresent()
                ? allocation.get().map().orElseThrow().used(0, source.size())
                : List.of(new Extent(0, source.size(), Extent.Kind.DATA));
        for (Extent run : used) {
            for (long at = run.offset(); !run.isZero() && at < run.end(); at += MIB) {
                ByteBuffer wanted = ByteBuffer.allocate((int) Math.min(MIB, run.end() - at));
                ByteBuffer found = ByteBuffer.allocate(wanted.capacity());
                source.read(at, wanted);
                copy.read(at, found);
                assertThat(found.array()).as("%s at 0x%x", source.name(), at).isEqualTo(wanted.array());
            }
        }
    }
}
