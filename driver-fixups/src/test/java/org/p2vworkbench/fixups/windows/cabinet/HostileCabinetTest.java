package org.p2vworkbench.fixups.windows.cabinet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.fixtures.cabinet.CabinetWriter;
import org.p2vworkbench.fixtures.cabinet.LzxPacking;
import org.p2vworkbench.fixtures.cabinet.MszipPacking;
import org.p2vworkbench.fixtures.cabinet.Packing;
import org.p2vworkbench.fixtures.machine.PhonyProgram;

/** Cabinets with one thing wrong. Positions are those of a cabinet with one folder and one file, "a.sys". */
class HostileCabinetTest {

    private static final int FLAGS_AT = 30;
    private static final int FOLDER_AT = 36;
    private static final int FILE_AT = 44;
    private static final int DATA_AT = 66;
    private static final byte[] DRIVER = PhonyProgram.driver("a", 100_000);

    @Test
    void otherFilesAreNoCabinets() {
        assertRefused(spoiled(stored(), 0, 'N'), "0x0: no cabinet: it begins with 0x4643534e");
        assertRefused(spoiled(stored(), 25, 2), "0x19: version 2.3; 1.3 is known");
        assertRefused(new byte[20], "the header ends beyond the file's 20 bytes");
    }

    @Test
    void everyCutIsNoticed() {
        byte[] cabinet = lzx();
        for (int length : new int[] {0, 35, 43, 60, DATA_AT - 1, DATA_AT + 7, DATA_AT + 20, cabinet.length - 1}) {
            assertRefused(Arrays.copyOf(cabinet, length), "@ 0x");
        }
    }

    @Test
    void setsAreRefusedWithWhatToDo() {
        byte[] set = new byte[stored().length + 4];
        System.arraycopy(stored(), 0, set, 0, FOLDER_AT);
        System.arraycopy(stored(), FOLDER_AT, set, FOLDER_AT + 4, stored().length - FOLDER_AT);
        set[FLAGS_AT] = 1;
        set[FOLDER_AT] = 'p';
        set[FOLDER_AT + 2] = 'd';
        set[16] += 4;

        assertRefused(set, "a.sys goes over several cabinets (p)")
                .extracting(failure -> ((CabinetFormatException) failure).next())
                .isEqualTo("Have 'expand' put the set together on the old machine.");
        assertRefused(spoiled(spoiled(stored(), FILE_AT + 8, 0xfe), FILE_AT + 9, 0xff), "goes over several cabinets");
        assertRefused(put(stored(), DATA_AT + 4, 8), "0x42: a block goes on in the next cabinet of its set");
    }

    @Test
    void filesLieInTheirFolders() {
        assertRefused(spoiled(stored(), FILE_AT + 8, 1), "a.sys is in folder 1 of 1");
        assertRefused(put(stored(), FILE_AT, 0x7fffffff), "a.sys has 2147483647 bytes");
        assertRefused(put(stored(), FILE_AT + 4, 0x20000), "a.sys has 100000 bytes at 0x20000 of its folder");
        assertRefused(put(stored(), FILE_AT, 120_000), "a folder ends with its 4 blocks, before its files do");
    }

    @Test
    void blocksLieInTheirFile() {
        assertRefused(put(stored(), FOLDER_AT, -1), "0xffffffff: a block's header ends beyond");
        assertRefused(Arrays.copyOf(put(stored(), DATA_AT + 4, 0x8000ffff), 60_000), "a block ends beyond");
        assertRefused(put(stored(), DATA_AT + 4, 0x80018000), "unpacks to 32769 bytes");
        assertRefused(unchecked(put(stored(), DATA_AT + 4, 0x7fff8000)), "should unpack to 32767");
    }

    @Test
    void oneWrongBitIsSeenByTheChecksum() {
        assertRefused(spoiled(stored(), DATA_AT + 77, 0x55), "0x42: a block's checksum is 0x");
        assertRefused(put(stored(), DATA_AT, 0x0badf00d), "a block's checksum is 0x0badf00d, its bytes give 0x");
    }

    @Test
    void compressionsThatAreNotReadAreNamed() {
        assertRefused(spoiled(stored(), FOLDER_AT + 6, 2), "Quantum");
        assertRefused(spoiled(spoiled(stored(), FOLDER_AT + 6, 3), FOLDER_AT + 7, 25), "compression 0x1903");
        assertRefused(spoiled(stored(), FOLDER_AT + 6, 7), "compression 0x0007");
    }

    @Test
    void mszipThatIsNoneIsRefused() {
        assertRefused(unchecked(spoiled(mszip(), DATA_AT + 8, 'X')), "does not begin with CK");
        assertRefused(unchecked(spoiled(mszip(), DATA_AT + 10, 0xff)), "an MSZIP block is damaged");
    }

    @Test
    void lzxThatIsNoneIsRefused() {
        byte[] packed = unchecked(lzx());
        for (int kind : new int[] {0, 4, 7}) {
            // One bit for calls, three for the kind, in the high bits of the first word.
            assertRefused(spoiled(packed, DATA_AT + 9, kind << 4), "LZX has no block of kind " + kind);
        }
        byte[] zeros = packed.clone();
        Arrays.fill(zeros, DATA_AT + 12, DATA_AT + 40, (byte) 0);
        assertRefused(zeros, "0x42: ");
        byte[] ones = packed.clone();
        Arrays.fill(ones, DATA_AT + 12, DATA_AT + 40, (byte) 0xff);
        assertRefused(ones, "0x42: ");
    }

    @Test
    void blocksWithoutChecksumsAreTaken() throws IOException {
        byte[] cabinet = new CabinetWriter()
                .withoutChecksums()
                .folder(new MszipPacking())
                .file("a.sys", DRIVER)
                .bytes();

        assertThat(Cabinet.open(CabinetBytes.of("x", cabinet))
                        .read(Set.of("a.sys"))
                        .get("a.sys"))
                .isEqualTo(DRIVER);
    }

    private static byte[] stored() {
        return cabinet(Packing.stored());
    }

    private static byte[] mszip() {
        return cabinet(new MszipPacking());
    }

    private static byte[] lzx() {
        return cabinet(new LzxPacking(16, 0, 4));
    }

    private static byte[] cabinet(Packing packing) {
        return new CabinetWriter().folder(packing).file("a.sys", DRIVER).bytes();
    }

    private static byte[] spoiled(byte[] cabinet, int at, int value) {
        byte[] other = cabinet.clone();
        other[at] = (byte) value;
        return other;
    }

    private static byte[] put(byte[] cabinet, int at, int word) {
        byte[] other = cabinet.clone();
        ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putInt(at, word);
        return other;
    }

    /** The first block without a checksum, so that what is wrong in it is seen by who unpacks it. */
    private static byte[] unchecked(byte[] cabinet) {
        return put(cabinet, DATA_AT, 0);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] cabinet, String why) {
        return assertThatThrownBy(
                        () -> Cabinet.open(CabinetBytes.of("x.cab", cabinet)).read(Set.of("a.sys")))
                .isInstanceOf(CabinetFormatException.class)
                .hasMessageStartingWith("x.cab @ 0x")
                .hasMessageContaining(why);
    }
}
