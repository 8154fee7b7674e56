package org.p2vworkbench.converter.nbdexport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.nbd.NbdClient;
import org.p2vworkbench.disks.nbd.NbdUri;

/** The export as this program's own client sees it. */
class NbdExportTest {

    private static final int ODD_SIZE = (5 << 20) + 12_345;

    @Test
    void whatIsServedIsTheDisk() throws IOException {
        HolesDisk disk = HolesDisk.of(ODD_SIZE);
        try (NbdExport export = NbdExport.of(disk);
                NbdClient client = NbdClient.connect(NbdUri.parse(export.uri()))) {
            assertThat(client.size()).isEqualTo(ODD_SIZE);
            assertThat(read(client, 0, ODD_SIZE)).isEqualTo(disk.content);
        }
    }

    @Test
    void holesAreToldAsTheDiskTellsThem() throws IOException {
        HolesDisk disk = HolesDisk.of(ODD_SIZE);
        try (NbdExport export = NbdExport.of(disk);
                NbdClient client = NbdClient.connect(NbdUri.parse(export.uri()))) {
            assertThat(client.extents(0, ODD_SIZE)).isEqualTo(disk.extents(0, ODD_SIZE));
            assertThat(client.extents(100_001, 3_000_003)).isEqualTo(disk.extents(100_001, 3_000_003));
            assertThat(disk.bytesRead).hasValue(0);
        }
    }

    @Test
    void severalClientsReadAtOnce() throws Exception {
        HolesDisk disk = HolesDisk.of(ODD_SIZE);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (NbdExport export = NbdExport.of(disk);
                NbdClient one = NbdClient.connect(NbdUri.parse(export.uri()));
                NbdClient two = NbdClient.connect(NbdUri.parse(export.uri()))) {
            List<Callable<Void>> readers = IntStream.range(0, 12)
                    .mapToObj(reader -> (Callable<Void>) () -> {
                        Random random = new Random(reader);
                        for (int i = 0; i < 40; i++) {
                            int from = random.nextInt(ODD_SIZE);
                            int length = random.nextInt(Math.min(2 << 20, ODD_SIZE - from));
                            assertThat(read(reader % 2 == 0 ? one : two, from, length))
                                    .isEqualTo(Arrays.copyOfRange(disk.content, from, from + length));
                        }
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(readers)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void unreadablePlaceIsAnErrorAndTheRestGoesOn() throws IOException {
        HolesDisk disk = HolesDisk.unreadableAt(ODD_SIZE, 1_000_000);
        try (NbdExport export = NbdExport.of(disk);
                NbdClient client = NbdClient.connect(NbdUri.parse(export.uri()))) {
            assertThatThrownBy(() -> read(client, 999_000, 5000))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("error 5")
                    .hasMessageContaining("holes @ 0xf4240: bad sector");
            assertThat(read(client, 2_000_000, 5000)).isEqualTo(Arrays.copyOfRange(disk.content, 2_000_000, 2_005_000));
        }
    }

    @Test
    void emptyDiskIsServedToo() throws IOException {
        try (NbdExport export = NbdExport.of(new MemorySource("empty", new byte[0]));
                NbdClient client = NbdClient.connect(NbdUri.parse(export.uri()))) {
            assertThat(client.size()).isZero();
        }
    }

    @Test
    void onlyItsOwnerMayEnter() throws IOException {
        try (NbdExport export = NbdExport.of(HolesDisk.of(1))) {
            assertThat(Files.getPosixFilePermissions(export.socket().getParent()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void closingHangsUpAndLeavesNothingBehind() throws IOException {
        NbdExport export = NbdExport.of(HolesDisk.of(ODD_SIZE));
        NbdClient client = NbdClient.connect(NbdUri.parse(export.uri()));
        read(client, 0, 512);

        export.close();
        export.close();

        assertThat(export.socket().getParent()).doesNotExist();
        assertThatThrownBy(() -> read(client, 0, 512)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> NbdClient.connect("gone", UnixDomainSocketAddress.of(export.socket()), ""))
                .isInstanceOf(IOException.class);
        client.close();
    }

    private static byte[] read(BlockSource source, long offset, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        source.read(offset, into);
        return into.array();
    }
}
