package org.p2vworkbench.agent.inventory.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmbiosTest {

    private static final String DUMP = "Handle 0x1100, DMI type 17, 34 bytes\nMemory Device\n\tSize: 2 GB\n"
            + "\tLocator: DIMM 1A\n\tType: DDR3\n\tSpeed: 1333 MT/s\n\tManufacturer: Samsung\n"
            + "\tSerial Number: 00CE0123\n\tPart Number: M393B5273\n\n"
            + "Handle 0x0026, DMI type 38, 18 bytes\nIPMI Device Information\n\tInterface Type: KCS\n";

    @Test
    void everyFieldOfAStickIsRead() {
        Smbios.Structure stick =
                Smbios.parse(SmbiosTable.of(DUMP)).first(Smbios.MEMORY_DEVICE).orElseThrow();

        assertThat(stick.word(0x0c)).isEqualTo(2048);
        assertThat(stick.string(0x10)).isEqualTo("DIMM 1A");
        assertThat(stick.unsignedByte(0x12)).isEqualTo(0x18);
        assertThat(stick.word(0x15)).isEqualTo(1333);
        assertThat(stick.string(0x17)).isEqualTo("Samsung");
        assertThat(stick.string(0x18)).isEqualTo("00CE0123");
        assertThat(stick.string(0x1a)).isEqualTo("M393B5273");
    }

    @Test
    void tableCutAnywhereIsReadAsFarAsItIsWhole() {
        byte[] table = SmbiosTable.of(DUMP);
        for (int length = 0; length < table.length; length++) {
            Smbios cut = Smbios.parse(Arrays.copyOf(table, length));

            assertThat(cut.ofType(Smbios.MEMORY_DEVICE)).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void fieldsBeyondTheStructureAndStringsBeyondTheirNumberAreMissing() {
        Smbios.Structure shortOne =
                Smbios.parse(new byte[] {17, 5, 0, 0, 9, 0, 0}).first(17).orElseThrow();

        assertThat(shortOne.word(0x0c)).isZero();
        assertThat(shortOne.doubleWord(0x1c)).isZero();
        assertThat(shortOne.string(4)).isEmpty();
    }

    @Test
    void anyBytesAreSomeTable() {
        Random random = new Random(20_261_121);
        for (int i = 0; i < 2000; i++) {
            byte[] table = SmbiosTable.of(DUMP);
            for (int flips = 0; flips < 5; flips++) {
                table[random.nextInt(table.length)] = (byte) random.nextInt();
            }
            SmbiosFuzz.fuzzerTestOneInput(table);
        }
    }
}
