package org.p2vworkbench.disks.raid.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class Crc32cBackwardsTest {

    @Test
    void agreesWithTheJdkForwards() {
        byte[] text = "123456789".getBytes(StandardCharsets.US_ASCII);
        CRC32C judge = new CRC32C();
        judge.update(text);

        assertThat(~Crc32cBackwards.forth(~0, text, 0, text.length)).isEqualTo((int) judge.getValue());
    }

    @Test
    void findsFourUnknownBytesFromWhatFollowsThem() {
        Random random = new Random(1);
        byte[] known = new byte[100];
        random.nextBytes(known);
        int before = random.nextInt();
        byte[] unknown = {0x11, 0x22, 0x33, 0x44};
        int register = Crc32cBackwards.forth(Crc32cBackwards.forth(before, unknown, 0, 4), known, 0, known.length);

        for (int i = known.length - 1; i >= 0; i--) {
            register = Crc32cBackwards.back(register, known[i]);
        }

        assertThat(Crc32cBackwards.between(before, register)).isEqualTo(0x44332211);
    }
}
