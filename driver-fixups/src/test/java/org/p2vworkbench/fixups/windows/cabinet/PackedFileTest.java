package org.p2vworkbench.fixups.windows.cabinet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.fixtures.cabinet.CabinetWriter;
import org.p2vworkbench.fixtures.cabinet.LzxPacking;
import org.p2vworkbench.fixtures.cabinet.SzddWriter;
import org.p2vworkbench.fixtures.machine.PhonyProgram;

class PackedFileTest {

    private static final byte[] DRIVER = PhonyProgram.driver("atapi", 20_000);

    @Test
    void cabinetOfOneFileIsThatFile() throws IOException {
        byte[] packed = new CabinetWriter()
                .folder(new LzxPacking(21, 12_000_000, 7))
                .file("atapi.sys", DRIVER)
                .bytes();

        assertThat(unpack(packed)).isEqualTo(DRIVER);
    }

    @Test
    void olderKindIsUnpacked() throws IOException {
        assertThat(unpack(SzddWriter.of(DRIVER, 's'))).isEqualTo(DRIVER);
    }

    /** By hand: three letters, then five spaces out of the ring before the file, then the letters again. */
    @Test
    void ringBeginsWithSpaces() throws IOException {
        byte[] packed =
                HexFormat.of().parseHex("535a444488f02733" + "4173" + "0b000000" + "07" + "616263" + "0002" + "f0f0");

        assertThat(new String(unpack(packed), StandardCharsets.US_ASCII)).isEqualTo("abc     abc");
    }

    @Test
    void whatIsNoneOfThemIsRefused() {
        byte[] two = new CabinetWriter()
                .folder(new LzxPacking(15, 0, 7))
                .file("atapi.sys", DRIVER)
                .file("disk.sys", DRIVER)
                .bytes();
        byte[] short1 = Arrays.copyOf(SzddWriter.of(DRIVER, 's'), 5000);
        byte[] large = SzddWriter.of(DRIVER, 's');
        large[13] = 0x7f;

        assertThatThrownBy(() -> unpack(two)).hasMessageContaining("2 files are in it, not one");
        assertThatThrownBy(() -> unpack(short1))
                .hasMessageMatching("a\\.sy_ @ 0x1388: it ends after \\d+ of 20000 bytes");
        assertThatThrownBy(() -> unpack(large)).hasMessageContaining("no driver is as large");
        assertThatThrownBy(() -> unpack(HexFormat.of().parseHex("4b57414a88f027d10000")))
                .hasMessageContaining("KWAJ")
                .isInstanceOf(CabinetFormatException.class);
        assertThatThrownBy(() -> unpack(DRIVER)).hasMessageContaining("it begins with 0x4d5a0000");
        assertThatThrownBy(() -> unpack(new byte[3])).hasMessageContaining("its signature ends beyond");
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        return PackedFile.unpack(CabinetBytes.of("a.sy_", packed));
    }
}
