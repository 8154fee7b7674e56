package org.p2vworkbench.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.agent.wire.DiskOffer;

class DiskTableTest {

    private final List<Candidate> found = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final DiskTable table = new DiskTable(() -> found, (path, why) -> leftOut.add(path + ": " + why));

    @Test
    void anIndexStaysADisksOwn() throws IOException {
        found.add(new FakeDisk(8192, 512).candidate("sda"));
        found.add(new FakeDisk(4096, 512).candidate("sdb"));
        List<DiskOffer> before = table.list();
        found.remove(0);
        found.add(0, new FakeDisk(512, 512).candidate("sdc"));

        List<DiskOffer> after = table.list();

        assertThat(before).extracting(DiskOffer::index).containsExactly(0, 1);
        assertThat(after).extracting(DiskOffer::name).containsExactly("sdc", "sdb");
        assertThat(after).extracting(DiskOffer::index).containsExactly(2, 1);
        assertThat(after).extracting(DiskOffer::sizeBytes).containsExactly(512L, 4096L);
    }

    @Test
    void theBootMediumIsLeftOutUnlessItIsNamed(@TempDir Path temp) throws IOException {
        FakeDisk stick = new FakeDisk(65536, 512);
        System.arraycopy("\1CD001\1".getBytes(StandardCharsets.US_ASCII), 0, stick.bytes(), 32768, 7);
        System.arraycopy("P2V_AGENT_0_1".getBytes(StandardCharsets.US_ASCII), 0, stick.bytes(), 32768 + 40, 13);
        found.add(stick.candidate("sdb"));

        assertThat(table.list()).isEmpty();
        assertThat(leftOut)
                .containsExactly("/dev/sdb: it is the boot medium; name it with --disk to copy it all the same");
        Path copy = Files.write(temp.resolve("stick.img"), stick.bytes());
        try (DiskTable named = new DiskTable(DiskFinders.named(List.of(copy.toString())), (path, why) -> {})) {
            assertThat(named.list()).hasSize(1);
        }
    }

    @Test
    void aDiskWithAnotherSizeThanListedIsRefused() throws IOException {
        FakeDisk disk = new FakeDisk(8192, 512);
        found.add(disk.candidate("sda"));
        table.list();
        disk.resize(4096);

        assertThatThrownBy(() -> table.at(0).orElseThrow().check())
                .isInstanceOf(DiskChangedException.class)
                .hasMessage("/dev/fake had 8192 bytes when it was listed and has 4096 now. List the disks again and"
                        + " compare before going on.");
        table.list();
        table.at(0).orElseThrow().check();
    }

    @Test
    void aDiskThatCannotBeOpenedKeepsNoOtherOut() throws IOException {
        found.add(new Candidate("sda", "/dev/sda", "", "", "", 512, 512, Set.of(), false, () -> {
            throw new IOException("Permission denied");
        }));
        found.add(new FakeDisk(4096, 512).candidate("sdb"));

        assertThat(table.list()).extracting(DiskOffer::name).containsExactly("sdb");
        assertThat(leftOut).containsExactly("/dev/sda: it cannot be opened: Permission denied");
    }

    @Test
    void whatIsNeitherDiskNorFileIsNoDisk(@TempDir Path temp) {
        assertThatThrownBy(() -> DiskFinders.named(List.of(temp.toString())).find())
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("is neither a disk nor a file");
    }
}
