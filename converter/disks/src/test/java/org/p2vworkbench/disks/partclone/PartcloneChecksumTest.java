package org.p2vworkbench.disks.partclone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected values are from xxhsum 0.8.1, in its canonical order, over the bytes of {@link #generated}. */
final class PartcloneChecksumTest {

    private static byte[] generated(int length) {
        byte[] bytes = new byte[length];
        long next = 0x9e3779b1L;
        for (int i = 0; i < length; i++) {
            next = next * 0x9e3779b185ebca87L + i;
            bytes[i] = (byte) (next >>> 56);
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "512, 5d52276cf0a17a9e",
        "1024, 28fb37026706157a",
        "1536, 32bd945be9439faf",
        "4096, e8e11e892dea0418",
        "1048576, d82b111b1f3204a1"
    })
    void xxh64EqualsThatOfXxhsum(int length, String canonical) {
        assertSum(PartcloneChecksum.XXH64, length, canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "512, 95bb0ac7f2246f9da29be23bbfc98c90",
        "1024, 5030ead4fb09cd607b3d96ade76a3030",
        "1536, da124cf95f788bdade232b15386272ec",
        "4096, edeb1fec4fecf024104bd7cadc500d38",
        "1048576, d4f470434589fa669a580f5bdffa1fe2"
    })
    void xxh128EqualsThatOfXxhsum(int length, String canonical) {
        assertSum(PartcloneChecksum.XXH128, length, canonical);
    }

    @ParameterizedTest
    @CsvSource({"512", "4096"})
    void crcIsTheComplementOfTheUsualOne(int length) {
        java.util.zip.CRC32 usual = new java.util.zip.CRC32();
        usual.update(generated(length));

        assertSum(PartcloneChecksum.CRC32, length, "%08x".formatted(~(int) usual.getValue()));
    }

    /** Stored is the canonical form backwards. */
    private static void assertSum(PartcloneChecksum mode, int length, String canonical) {
        byte[] expected = HexFormat.of().parseHex(canonical);
        for (int i = 0; i < expected.length / 2; i++) {
            byte first = expected[i];
            expected[i] = expected[expected.length - 1 - i];
            expected[expected.length - 1 - i] = first;
        }
        byte[] bytes = generated(length);
        StripSum sum = mode.start();
        sum.update(bytes, 0, 512);
        sum.stored();
        sum.reset();

        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int at = 0; at < length; ) {
            int piece = Math.min(length - at, 512 * (1 + random.nextInt(9)));
            sum.update(bytes, at, piece);
            at += piece;
        }

        assertThat(sum.stored()).as("seed %d", seed).isEqualTo(expected);
        assertThat(sum.stored()).hasSize(mode.sumBytes());
    }

    /** What the compiler makes of a loop that ran often must give what it gave before. */
    @ParameterizedTest
    @EnumSource(PartcloneChecksum.class)
    void aSumStaysTheSameHoweverOftenItIsMade(PartcloneChecksum mode) {
        byte[] bytes = generated(80 << 10);
        StripSum sum = mode.start();
        sum.update(bytes, 0, bytes.length);
        byte[] first = sum.stored();

        for (int i = 0; i < 400; i++) {
            sum.reset();
            sum.update(bytes, 0, bytes.length);
            assertThat(sum.stored()).as("round %d", i).isEqualTo(first);
        }
    }
}
