package org.p2vworkbench.disks.allocation.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.Allocations;
import org.p2vworkbench.disks.allocation.Volume;
import org.p2vworkbench.fixtures.OutsideTool;

/** Swap areas that mkswap made. */
final class SwapAllocationTest {

    private static final long BYTES = (16 << 20) + 1000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {4096, 8192, 65536})
    void firstPageIsKeptAndNothingElse(int pageBytes) throws IOException {
        Volume swap = made(pageBytes);

        Allocation allocation = swap.allocation();

        assertThat(allocation.usedBlocks()).isEqualTo(1);
        assertThat(allocation.blockBytes()).isEqualTo(pageBytes);
        assertThat(allocation.blocks()).isEqualTo((16 << 20) / pageBytes);
        assertThat(allocation.clean()).contains(true);
        try (BlockSource volume = swap.open()) {
            assertThat(Allocations.of(volume).orElseThrow().map().orElseThrow().used(0, BYTES))
                    .isEqualTo(new Extents.Builder(0)
                            .add(pageBytes, Extent.Kind.DATA)
                            .add((16 << 20) - pageBytes, Extent.Kind.ZERO)
                            .add(1000, Extent.Kind.DATA)
                            .build());
        }
        assertThat(OutsideTool.named("swaplabel").run(swap.copiedUsedOnly().file()))
                .contains("kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"S1SUSPEND\0", "S2SUSPEND\0", "ULSUSPEND\0", "LINHIB0001"})
    void hibernatedMemoryIsCopiedWhole(String magic) throws IOException {
        Volume swap = made(4096);
        for (int i = 0; i < magic.length(); i++) {
            swap.patched(4086 + i, magic.charAt(i));
        }

        Allocation allocation = swap.allocation();

        assertThat(allocation.map()).isEmpty();
        assertThat(allocation.clean()).contains(false);
        assertThat(allocation.wholeBecause()).contains("hibernated");
    }

    @Test
    void filesystemMadeOverASwapAreaIsNotLeftOut() throws IOException {
        Volume swap = made(4096);
        byte[] btrfs = "_BHRfS_M".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < btrfs.length; i++) {
            swap.patched(65600 + i, btrfs[i]);
        }

        assertThat(swap.allocation().map()).isEmpty();
        assertThat(swap.allocation().wholeBecause()).contains("signature of another filesystem");
    }

    private Volume made(int pageBytes) throws IOException {
        return Volume.made(
                folder.resolve("swap"), BYTES, "mkswap", "-q", "-L", "kept", "-p", Integer.toString(pageBytes));
    }
}
