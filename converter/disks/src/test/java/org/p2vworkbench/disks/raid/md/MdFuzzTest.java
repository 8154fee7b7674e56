package org.p2vworkbench.disks.raid.md;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2vworkbench.disks.raid.md.MdSets.content;
import static org.p2vworkbench.disks.raid.md.MdSets.disks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.fixtures.raid.MdWriter;
import org.p2vworkbench.fixtures.raid.SetWriter;

final class MdFuzzTest {

    private static final int CHUNK = 4096;

    @Test
    void damagedSuperblocksEndInNothingButAnIoException() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            MdWriter writer = writer(random.nextInt(4));
            writer.level = new int[] {-1, 0, 1, 4, 5, 6, 10}[random.nextInt(7)];
            writer.layout = writer.level == 10 ? 0x102 : random.nextInt(3);
            List<byte[]> members = writer.members(List.of(new byte[3 * CHUNK], new byte[3 * CHUNK]));
            byte[] both = new byte[2 * members.get(0).length];
            for (int i = 0; i < 2; i++) {
                byte[] member = members.get(i);
                for (int change = random.nextInt(4); change >= 0; change--) {
                    // Checksum made right again, or nothing behind it would be looked at.
                    writer.patch(member, place(random), value(random), value(random));
                }
                System.arraycopy(member, 0, both, i * member.length, member.length);
            }
            try {
                MdFuzz.fuzzerTestOneInput(both);
            } catch (RuntimeException | Error failure) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), failure);
            }
        }
    }

    @Test
    void noSingleBitMakesASetThatIsTrustedAndWrong() throws IOException {
        byte[] content = content(CHUNK * 2 * 3);
        for (int version : new int[] {0, 3}) {
            MdWriter writer = writer(version);
            List<byte[]> members = writer.members(new SetWriter(content, CHUNK).raid5(3, 2));
            byte[] victim = members.get(1);
            int at = writer.superblockAt(victim.length);
            // 0.90 sums 4096 bytes; 1.x sums 256 and two per device.
            int covered = version == 0 ? 4096 : 256 + 2 * 8;
            for (int bit = 0; bit < covered * 8; bit += isEmptyDescriptor(version, bit) ? 61 : 1) {
                victim[at + bit / 8] ^= (byte) (1 << bit % 8);
                for (RaidSet set : MdSets.find(disks(members))) {
                    check(set, content, "version %s, bit %d of byte 0x%x".formatted(writer.version, bit % 8, bit / 8));
                }
                victim[at + bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
    }

    /** Most of a 0.90 superblock describes devices that are not there; a sample of those bits is enough. */
    private static boolean isEmptyDescriptor(int version, int bit) {
        int word = bit / 32;
        return version == 0 && word >= 128 + 3 * 32 && word < 992;
    }

    private static void check(RaidSet set, byte[] content, String what) throws IOException {
        boolean usesVictim = set.disks().stream().map(RaidDisk::name).anyMatch("disk1"::equals);
        if (usesVictim) {
            assertThat(set.confidence()).as(what).isLessThanOrEqualTo(0.5);
        } else if (set.volume().isPresent()) {
            assertThat(MdSets.read(set)).as(what).isEqualTo(content);
        }
    }

    @Test
    void disksShortByAByteAreNoTrouble() throws IOException {
        for (int version = 0; version < 4; version++) {
            List<byte[]> members = writer(version).members(new SetWriter(content(CHUNK * 2 * 3), CHUNK).raid5(3, 2));
            for (int length : new int[] {0, 1, 511, 4095, 4096, 8191, 8192, 65535, 65536}) {
                List<byte[]> cut = new ArrayList<>();
                members.forEach(member -> cut.add(Arrays.copyOf(member, Math.min(member.length - 1, length))));
                MdSets.find(disks(cut));
            }
        }
    }

    private static MdWriter writer(int version) {
        MdWriter writer = new MdWriter();
        writer.version = List.of("0.90", "1.0", "1.1", "1.2").get(version);
        return writer;
    }

    private static int place(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0x48 + random.nextInt(0x18);
            case 1 -> 0x80 + random.nextInt(0x40);
            case 2 -> random.nextInt(8) * 4 + 0x100;
            default -> 4 + random.nextInt(0xd0);
        };
    }

    private static int value(Random random) {
        return random.nextBoolean() ? random.nextInt(256) : -random.nextInt(2);
    }
}
