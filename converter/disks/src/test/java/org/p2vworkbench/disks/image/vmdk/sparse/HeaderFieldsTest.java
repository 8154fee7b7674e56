package org.p2vworkbench.disks.image.vmdk.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.Field;
import org.p2vworkbench.disks.MemorySource;

/** Headers in which no two fields are alike: a field that moves by a byte is seen. */
final class HeaderFieldsTest {

    @Test
    void hostedHeader() throws IOException {
        ByteBuffer header = little(512)
                .putInt(0, 0x564d444b)
                .putInt(4, 3)
                .putInt(8, 0x30007)
                .putLong(12, 1_000_003)
                .putLong(20, 64)
                .putLong(28, 5)
                .putLong(36, 7)
                .putInt(44, 499)
                .putLong(48, 11)
                .putLong(56, 13)
                .putLong(64, 17)
                .put(72, (byte) 1)
                .put(73, new byte[] {'\n', ' ', '\r', '\n'})
                .putShort(77, (short) 1);

        SparseHeader found = SparseHeader.parse(source(header), 0, "header");

        assertThat(found.version()).isEqualTo(3);
        assertThat(found.flags()).isEqualTo(0x30007);
        assertThat(found.shape()).isEqualTo(new Geometry(1_000_003L * 512, 15, 499));
        assertThat(found.descriptorOffset()).isEqualTo(5 * 512);
        assertThat(found.descriptorBytes()).isEqualTo(7 * 512);
        assertThat(found.redundantDirectoryOffset()).isEqualTo(11 * 512);
        assertThat(found.directoryOffset()).isEqualTo(13 * 512);
        assertThat(found.isCompressed()).isTrue();
        assertThat(found.hasMarkers()).isTrue();
        assertThat(found.hasZeroGrains()).isTrue();
        assertThat(found.structure().fields())
                .contains(new Field(64, 8, "overHead", "0x0000000000000011"))
                .contains(new Field(72, 1, "uncleanShutdown", "1"));
    }

    @Test
    void cowdHeader() throws IOException {
        ByteBuffer header = little(2048)
                .putInt(0, 0x44574f43)
                .putInt(4, 1)
                .putInt(8, 3)
                .putInt(12, 1_000_003)
                .putInt(16, 8)
                .putInt(20, 5)
                .putInt(24, 107);

        CowdHeader found = CowdHeader.parse(source(header));

        assertThat(found.shape()).isEqualTo(new Geometry(1_000_003L * 512, 12, 4096));
        assertThat(found.directoryOffset()).isEqualTo(5 * 512);
        assertThat(found.directoryEntries()).isEqualTo(107);
    }

    @Test
    void seSparseHeader() throws IOException {
        ByteBuffer header = little(64 * 512)
                .putLong(0, 0xcafebabeL)
                .putLong(8, 0x200000001L)
                .putLong(16, 1_000_003)
                .putLong(24, 8)
                .putLong(32, 64)
                .putLong(80, 9)
                .putLong(128, 11)
                .putLong(136, 13)
                .putLong(144, 17)
                .putLong(192, 19)
                .putLong(9 * 512, 0xcafecafeL);

        SeSparseHeader found = SeSparseHeader.parse(source(header));

        assertThat(found.shape()).isEqualTo(new Geometry(1_000_003L * 512, 12, 4096));
        assertThat(found.directoryOffset()).isEqualTo(11 * 512);
        assertThat(found.directoryEntries()).isEqualTo(13 * 64);
        assertThat(found.tablesOffset()).isEqualTo(17 * 512);
        assertThat(found.grainsOffset()).isEqualTo(19 * 512);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static MemorySource source(ByteBuffer header) {
        return new MemorySource("header", header.array());
    }
}
