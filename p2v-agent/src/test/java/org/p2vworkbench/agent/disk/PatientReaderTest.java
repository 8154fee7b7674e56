package org.p2vworkbench.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.agent.wire.BadRange;

class PatientReaderTest {

    private static final int DISK_BYTES = 3_000_064;

    private final PatientReader reader = new PatientReader();

    @Test
    void anyExtentOfAHealthyDiskIsReadAsItIs() throws IOException {
        FakeDisk disk = new FakeDisk(DISK_BYTES, 512);
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            int offset = random.nextInt(DISK_BYTES - 1);
            int length = 1 + random.nextInt(Math.min(1 << 20, DISK_BYTES - offset));
            byte[] into = new byte[length];

            List<BadRange> bad = read(disk, offset, into);

            assertThat(bad).as("seed " + seed).isEmpty();
            assertThat(Arrays.equals(into, 0, length, disk.bytes(), offset, offset + length))
                    .as("seed " + seed)
                    .isTrue();
        }
    }

    @Test
    void aBadSectorIsReportedExactlyAndIsZero() throws IOException {
        FakeDisk disk = new FakeDisk(DISK_BYTES, 512).bad(1_000_448);
        byte[] into = new byte[1 << 20];
        Arrays.fill(into, (byte) 7);

        List<BadRange> bad = read(disk, 4096, into);

        int from = 1_000_448 - 4096;
        byte[] expected = Arrays.copyOfRange(disk.bytes(), 4096, 4096 + into.length);
        Arrays.fill(expected, from, from + 512, (byte) 0);
        assertThat(bad).containsExactly(new BadRange(from, 512));
        assertThat(into).isEqualTo(expected);
    }

    @Test
    void aDiskOfLargeUnitsLosesWholeOnes() throws IOException {
        FakeDisk disk = new FakeDisk(DISK_BYTES, 4096).bad(81920);

        assertThat(read(disk, 0, new byte[1 << 20])).containsExactly(new BadRange(81920, 4096));
    }

    @Test
    void neighboursAreOneRangeAlsoAcrossPieces() throws IOException {
        FakeDisk disk = new FakeDisk(DISK_BYTES, 512);
        for (int sector = 1020; sector < 1030; sector++) {
            disk.bad(sector * 512L);
        }

        List<BadRange> bad = read(disk.bad(0), 0, new byte[1 << 20]);

        assertThat(bad).containsExactly(new BadRange(0, 512), new BadRange(1020 * 512, 10 * 512));
    }

    @Test
    void whatTheSecondTryBringsIsNotLost() throws IOException {
        // Once in each of the pieces it is part of: 512 KiB, 32 KiB, 4 KiB, and the sector itself.
        FakeDisk disk = new FakeDisk(DISK_BYTES, 512).bad(65536, 4);
        byte[] into = new byte[1 << 20];

        assertThat(read(disk, 0, into)).isEmpty();
        assertThat(into).isEqualTo(Arrays.copyOf(disk.bytes(), into.length));
    }

    @Test
    void aDiskThatVanishesIsNotTakenForABadOne() {
        FakeDisk disk = new FakeDisk(DISK_BYTES, 512);
        disk.vanish();

        assertThatThrownBy(() -> read(disk, 0, new byte[4096]))
                .isInstanceOf(DiskGoneException.class)
                .hasMessage("/dev/fake is gone: No such device. Check its cable and power, then list the disks again.");
    }

    @Test
    void aDiskThatShrinksIsAnother() {
        FakeDisk disk = new FakeDisk(DISK_BYTES, 512);
        disk.resize(4096);

        assertThatThrownBy(() -> read(disk, 0, new byte[8192])).isInstanceOf(DiskChangedException.class);
    }

    @Test
    void nobodyWaitingEndsTheTries() {
        FakeDisk disk = new FakeDisk(DISK_BYTES, 512).bad(0);
        int[] asked = {0};

        assertThatThrownBy(() -> reader.read(disk, 0, new byte[4096], 4096, () -> ++asked[0] > 2))
                .isInstanceOf(SlowReadException.class);
    }

    private List<BadRange> read(FakeDisk disk, long offset, byte[] into) throws IOException {
        return reader.read(disk, offset, into, into.length, () -> false);
    }
}
