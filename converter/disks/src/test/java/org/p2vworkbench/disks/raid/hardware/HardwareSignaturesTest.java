package org.p2vworkbench.disks.raid.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;
import org.p2vworkbench.fixtures.raid.bios.RecordBytes;

final class HardwareSignaturesTest {

    private static final int SECTORS = 4096;
    private static final int DCB_SECTORS = 1024;

    @Test
    void newStyleDcbBeginsItsDataAtTheFront() throws IOException {
        MemberDisk disk = new MemberDisk(SECTORS)
                .tail(
                        DCB_SECTORS,
                        RecordBytes.littleEndian(4096).text(2056, "3WareDCB").bytes());

        assertThat(hints(disk)).extracting(ControllerHint::dataOffsetsBytes).containsExactly(List.of(0L));
    }

    @Test
    void oldStyleDcbIsFoundAtEitherEnd() throws IOException {
        byte[] dcb = RecordBytes.littleEndian(4096).u32(2044, 0x07e90003L).bytes();

        for (MemberDisk disk :
                List.of(new MemberDisk(SECTORS).tail(DCB_SECTORS, dcb), new MemberDisk(SECTORS).data(0, dcb))) {
            ControllerHint hint = hints(disk).get(0);
            assertThat(hint.disk()).isEqualTo("sda");
            assertThat(hint.family()).isEqualTo("3ware");
            assertThat(hint.text()).contains("sector 1024");
            assertThat(hint.dataOffsetsBytes()).startsWith(1024L * 512);
        }
    }

    @Test
    void iteNamesItselfWhereTheModelStood() throws IOException {
        MemberDisk plain = new MemberDisk(SECTORS)
                .tail(
                        2,
                        RecordBytes.littleEndian(512)
                                .text(54, "Integrated Technology Express Inc")
                                .bytes());
        MemberDisk swapped = new MemberDisk(SECTORS)
                .tail(
                        2,
                        RecordBytes.littleEndian(512)
                                .text(54, "nIetrgtadeT cenhlogo yxErpse snI c")
                                .bytes());

        assertThat(hints(plain)).extracting(ControllerHint::family).containsExactly("ite");
        assertThat(hints(swapped)).extracting(ControllerHint::family).containsExactly("ite");
    }

    @Test
    void disksWithoutAMarkAndPartitionsHaveNone() throws IOException {
        assertThat(hints(new MemberDisk(SECTORS))).isEmpty();
        assertThat(hints(new MemberDisk(1))).isEmpty();
        MemberDisk marked = new MemberDisk(SECTORS)
                .tail(
                        DCB_SECTORS,
                        RecordBytes.littleEndian(4096).text(2056, "3WareDCB").bytes());
        RaidDisk partition =
                new RaidDisk("p", new MemorySource("p", marked.bytes()), Optional.empty(), Optional.empty(), false);
        assertThat(HardwareSignatures.on(partition)).isEmpty();
    }

    private static List<ControllerHint> hints(MemberDisk disk) throws IOException {
        return HardwareSignatures.on(RaidDisk.of(new MemorySource("sda", disk.bytes())));
    }
}
