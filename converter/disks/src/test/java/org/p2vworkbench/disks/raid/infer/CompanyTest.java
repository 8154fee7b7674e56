package org.p2vworkbench.disks.raid.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.MemorySource;

class CompanyTest {

    private static final int DISK = 1 << 20;
    private static final int BLOCK = 4096;

    private final Random random = new Random(11);
    private final byte[][] disks = new byte[4][DISK];

    /** Checksums are linear: nothing shows which of the four is the sum. */
    @Test
    void rowInWhichAllClaimAndSumToZeroIsLeftOut() throws IOException {
        sumRow(0);
        List<Claim> claims = new ArrayList<>(rowOfClaims(0));
        List<Claim> others = others(100);
        claims.addAll(others);

        List<Claim> kept = among(claims);

        assertThat(kept).extracting(Claim::at).containsExactlyElementsOf(at(others));
    }

    @Test
    void doubtfulClaimsAreBetterThanNone() throws IOException {
        sumRow(0);
        List<Claim> claims = rowOfClaims(0);

        assertThat(among(claims)).extracting(Claim::at).containsExactlyElementsOf(at(claims));
    }

    @Test
    void mirrorsSumToZeroAndStay() throws IOException {
        random.nextBytes(disks[0]);
        random.nextBytes(disks[2]);
        disks[1] = disks[0].clone();
        disks[3] = disks[2].clone();
        List<Claim> claims = new ArrayList<>(rowOfClaims(0));
        claims.addAll(others(100));

        assertThat(among(claims)).hasSize(104);
    }

    @Test
    void blockBesideOthersIsNoEcho() throws IOException {
        for (int disk = 0; disk < 3; disk++) {
            disks[disk][8 * BLOCK] = 1;
        }
        disks[0][9 * BLOCK] = 1;
        disks[1][9 * BLOCK] = 1;

        List<Claim> known = among(List.of(claim(0, 0, 8 * BLOCK), claim(BLOCK, 0, 9 * BLOCK)));

        assertThat(known.get(0).mayBeParity(new Claim.Place(0, 8 * BLOCK), 1)).isFalse();
        assertThat(known.get(0).mayBeParity(new Claim.Place(0, 8 * BLOCK), 2)).isTrue();
        assertThat(known.get(1).mayBeParity(new Claim.Place(0, 9 * BLOCK), 1)).isTrue();
    }

    private void sumRow(int at) {
        for (int i = at; i < at + BLOCK; i++) {
            for (int disk = 0; disk < 3; disk++) {
                disks[disk][i] = (byte) random.nextInt();
            }
            disks[3][i] = (byte) (disks[0][i] ^ disks[1][i] ^ disks[2][i]);
        }
    }

    private static List<Claim> rowOfClaims(long offset) {
        List<Claim> claims = new ArrayList<>();
        for (int disk = 0; disk < 4; disk++) {
            claims.add(claim((long) disk << 30, disk, offset));
        }
        return claims;
    }

    private static List<Claim> others(int count) {
        List<Claim> claims = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            claims.add(claim((long) i * BLOCK, 0, (long) i * BLOCK));
        }
        return claims;
    }

    private List<Claim> among(List<Claim> claims) throws IOException {
        List<SampledDisk> sampled = new ArrayList<>();
        BitSet all = new BitSet();
        for (int disk = 0; disk < disks.length; disk++) {
            SampledDisk one = new SampledDisk(new MemorySource("disk" + disk, disks[disk]), DISK);
            one.fetch(0, DISK);
            sampled.add(one);
            all.set(disk);
        }
        return new Company(sampled, all).among(claims);
    }

    private static List<Long> at(List<Claim> claims) {
        return claims.stream().map(Claim::at).toList();
    }

    private static Claim claim(long at, int disk, long offset) {
        return new Claim(at, List.of(new Claim.Place(disk, offset)));
    }
}
