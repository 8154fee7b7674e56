package org.p2vworkbench.converter.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.MemorySource;

class FirmwareGuessTest {

    private static final String EFI_SYSTEM = "28732ac11ff8d211ba4b00a0c93ec93b";
    private static final String LINUX = "af3dc60f838472478e793d69d8477de4";

    @ParameterizedTest
    @ValueSource(ints = {512, 4096})
    void efiSystemPartitionMeansUefi(int sector) throws IOException {
        byte[] disk = gpt(sector, LINUX, EFI_SYSTEM);

        assertThat(FirmwareGuess.of(new MemorySource("disk", disk))).isEqualTo(Firmware.UEFI);
    }

    @Test
    void biosBootPartitionBesideItMeansBios() throws IOException {
        String biosBoot = HexFormat.of().formatHex("Hah!IdontNeedEFI".getBytes(StandardCharsets.US_ASCII));
        byte[] disk = gpt(512, EFI_SYSTEM, biosBoot);

        assertThat(FirmwareGuess.of(new MemorySource("disk", disk))).isEqualTo(Firmware.BIOS);
    }

    @Test
    void gptWithoutEfiSystemPartitionMeansBios() throws IOException {
        assertThat(FirmwareGuess.of(new MemorySource("disk", gpt(512, LINUX)))).isEqualTo(Firmware.BIOS);
    }

    @Test
    void anythingElseMeansBios() throws IOException {
        for (int size : new int[] {0, 1, 511, 512, 1023, 1024, 8191, 8192}) {
            assertThat(FirmwareGuess.of(new MemorySource("disk", new byte[size])))
                    .isEqualTo(Firmware.BIOS);
        }
    }

    @Test
    void hostileTablesAreNotFollowed() throws IOException {
        for (long tableLba : new long[] {-1, Long.MAX_VALUE, 1L << 55, 1000}) {
            byte[] disk = gpt(512, EFI_SYSTEM);
            ByteBuffer.wrap(disk).order(ByteOrder.LITTLE_ENDIAN).putLong(512 + 72, tableLba);

            assertThat(FirmwareGuess.of(new MemorySource("disk", disk))).isEqualTo(Firmware.BIOS);
        }
    }

    private static byte[] gpt(int sector, String... types) {
        ByteBuffer disk = ByteBuffer.allocate(sector * 8).order(ByteOrder.LITTLE_ENDIAN);
        disk.put(sector, "EFI PART".getBytes(StandardCharsets.US_ASCII));
        disk.putLong(sector + 72, 2).putInt(sector + 80, types.length).putInt(sector + 84, 128);
        for (int i = 0; i < types.length; i++) {
            disk.put(2 * sector + i * 128, HexFormat.of().parseHex(types[i]));
        }
        return disk.array();
    }
}
