package org.p2vworkbench.disks.raid.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.MemorySource;

class LinearFitTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final long OFFSET = 8192;

    private final BitSet three = new BitSet();
    private final List<SampledDisk> sources = new ArrayList<>();

    LinearFitTest() {
        three.set(0, 3);
        for (int disk = 0; disk < 3; disk++) {
            sources.add(new SampledDisk(new MemorySource("disk" + disk, new byte[2 * MEBIBYTE]), MEBIBYTE));
        }
    }

    @Test
    void disksFollowOneAnotherAsTheirAddressesDo() {
        List<Claim> claims = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            claims.add(claim(4096L * i, 2, OFFSET + 4096L * i));
            claims.add(claim(MEBIBYTE + 4096L * i, 0, OFFSET + 4096L * i));
            claims.add(claim(5L * MEBIBYTE / 2 + 4096L * i, 1, OFFSET + 4096L * i));
        }

        Hypothesis best = best(claims);

        assertThat(best.disks()).containsExactly(2, 0, 1);
        assertThat(best.dataOffset()).isEqualTo(OFFSET);
        assertThat(((LinearShape) best.shape()).bases()).containsExactly(0L, (long) MEBIBYTE, 5L * MEBIBYTE / 2);
        assertThat(best.met()).isEqualTo(9);
    }

    /** On a filesystem of a few hundred MiB without checksums one superblock copy is all that tells. */
    @Test
    void singleClaimPlacesADiskWhereClaimsAreFew() {
        List<Claim> claims = List.of(
                claim(4096, 2, OFFSET + 4096),
                claim(12_288, 2, OFFSET + 12_288),
                claim(3L * MEBIBYTE / 2, 0, OFFSET + MEBIBYTE / 2));

        List<Hypothesis> found = fit(claims).among(three, List.of());

        assertThat(found).anySatisfy(one -> {
            assertThat(one.disks()).containsExactly(2, 0, 1);
            assertThat(((LinearShape) one.shape()).bases()).startsWith(0L, (long) MEBIBYTE, 2L * MEBIBYTE);
        });
    }

    @Test
    void gapIsFilledWithASilentDisk() {
        List<Claim> claims = List.of(
                claim(4096, 0, OFFSET + 4096),
                claim(8192, 0, OFFSET + 8192),
                claim(3L * MEBIBYTE, 1, OFFSET),
                claim(3L * MEBIBYTE + 4096, 1, OFFSET + 4096));

        List<Hypothesis> found = fit(claims).among(three, List.of());

        assertThat(found).extracting(Hypothesis::disks).contains(List.of(0, 2, 1));
    }

    private Hypothesis best(List<Claim> claims) {
        return fit(claims).among(three, List.of()).stream()
                .max((a, b) -> Integer.compare(a.met(), b.met()))
                .orElseThrow();
    }

    private LinearFit fit(List<Claim> claims) {
        return new LinearFit(claims, List.of(), 0, sources, new Fit(claims, 3, three, List.of()));
    }

    private static Claim claim(long at, int disk, long offset) {
        return new Claim(at, List.of(new Claim.Place(disk, offset)));
    }
}
