package org.p2vworkbench.disks.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;

final class Qcow2HeaderTest {

    private static final Qcow2Header V3 = new Qcow2Header(
            3,
            16,
            0x0102_0304_0506L,
            1,
            0x0203,
            0x30_0000,
            0x40_0000,
            5,
            6,
            0x70_0000,
            0x18,
            0x1,
            0x2,
            3,
            1,
            Optional.of("ältere.qcow2"),
            List.of(
                    Qcow2Extension.text(Qcow2Extension.BACKING_FORMAT, "qcow2"),
                    new Qcow2Extension(0x1234_5678, new byte[] {1, 2, 3}),
                    Qcow2Features.STANDARD.extension()));

    private static final Qcow2Header V2 =
            new Qcow2Header(2, 12, 77, 0, 1, 0x3000, 0x1000, 1, 0, 0, 0, 0, 0, 4, 0, Optional.empty(), List.of());

    @Test
    void everyFieldOfVersion3ComesBack() throws IOException {
        assertThat(parsed(written(V3))).isEqualTo(V3);
    }

    @Test
    void everyFieldOfVersion2ComesBack() throws IOException {
        assertThat(parsed(written(V2))).isEqualTo(V2);
    }

    @Test
    void fieldsLieWhereTheSpecificationPutsThem() {
        ByteBuffer bytes = ByteBuffer.wrap(written(V3));

        assertThat(bytes.getInt(4)).isEqualTo(3);
        assertThat(bytes.getLong(24)).isEqualTo(V3.sizeBytes());
        assertThat(bytes.getLong(40)).isEqualTo(V3.l1Offset());
        assertThat(bytes.getInt(100)).isEqualTo(112);
        assertThat(bytes.get(104)).isEqualTo((byte) 1);
        assertThat(bytes.getInt(112)).isEqualTo(0xe279_2aca);
        assertThat(bytes.getLong(8) + bytes.getInt(16)).isEqualTo(V3.writtenBytes());
    }

    @Test
    void namesOfFeaturesComeBack() throws IOException {
        Qcow2Features features = Qcow2Features.parse(
                parsed(written(V3)).extension(Qcow2Extension.FEATURE_NAMES).orElseThrow());

        assertThat(features).isEqualTo(Qcow2Features.STANDARD);
        assertThat(features.nameOf(Qcow2Features.Set.AUTOCLEAR, 1)).contains("raw external data");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, no qcow2 signature",
        "7, 4, version is 4",
        "23, 8, cluster bits are 8",
        "23, 22, cluster bits are 22",
        "36, 1, L1 entries",
        "24, 128, virtual size",
        "99, 7, refcount order",
        "103, 113, header length",
        "101, 255, header bytes",
        "117, 255, extension bytes",
        "12, 1, backing file name",
        "18, 4, backing file name",
    })
    void damagedFieldIsRefused(int at, int value, String said) {
        byte[] bytes = written(V3);
        bytes[at] = (byte) value;

        assertThatThrownBy(() -> parsed(bytes))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("test @ 0x")
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({"0", "71", "72", "103"})
    void headerCutShortIsRefused(int length) {
        byte[] bytes = java.util.Arrays.copyOf(written(V3), length);

        assertThatThrownBy(() -> parsed(bytes)).isInstanceOf(DiskFormatException.class);
    }

    private static byte[] written(Qcow2Header header) {
        ByteBuffer cluster = ByteBuffer.allocate(header.clusterBytes());
        header.write(cluster);
        return cluster.array();
    }

    private static Qcow2Header parsed(byte[] bytes) throws IOException {
        return Qcow2Header.parse(Qcow2Header.block(new MemorySource("test", bytes)));
    }
}
