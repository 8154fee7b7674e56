package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.disk.SparseFile;
import org.p2vworkbench.fixtures.guest.boot.BootedGuest;
import org.p2vworkbench.fixtures.guest.boot.Controller;
import org.p2vworkbench.fixtures.guest.boot.OldIron;

/** Machines, networks and media that are not as they should be: the disc copes, or its screen says what to do. */
@Tag("full")
final class AgentOnBadIronTest {

    private static final String NAME = "iron02";

    @TempDir
    Path folder;

    @Test
    void wrongClockAndASilentNetworkOnTheFirstCardAreSurvived() throws Exception {
        try (AgentLab lab = AgentLab.in(folder)) {
            OldIron iron = iron(lab.iso(NAME))
                    .network(
                            "-netdev",
                            "hubport,id=n0,hubid=0",
                            "-device",
                            "e1000,netdev=n0",
                            "-netdev",
                            "user,id=n1",
                            "-device",
                            "rtl8139,netdev=n1")
                    .and("qemu-system-x86_64", "-rtc", "base=1999-12-31T23:59:00");
            try (BootedGuest running = iron.start()) {
                lab.awaitConnected(NAME, running);
            }
        }
    }

    @Test
    void twoCardsOnOneNetworkAreSurvived() throws Exception {
        try (AgentLab lab = AgentLab.in(folder)) {
            OldIron iron = iron(lab.iso(NAME))
                    .network(
                            "-netdev",
                            "user,id=n0",
                            "-device",
                            "e1000,netdev=n0",
                            "-netdev",
                            "user,id=n1",
                            "-device",
                            "e1000,netdev=n1");
            try (BootedGuest running = iron.start()) {
                lab.awaitConnected(NAME, running);
            }
        }
    }

    @Test
    void withoutDhcpTheScreenSaysSoAndAnAddressCanBeTyped() throws Exception {
        try (AgentLab lab = AgentLab.in(folder)) {
            OldIron iron =
                    iron(lab.iso(NAME)).network("-netdev", "hubport,id=n0,hubid=0", "-device", "e1000,netdev=n0");
            try (BootedGuest running = iron.start()) {
                says(running, "no address by DHCP on: eth0");
                running.type("");
                says(running, "6  switch the machine off");
                running.type("1");
                says(running, "dhcp, CARD:dhcp or");
                running.type("10.9.8.7/24");
                running.type("");
                running.type("");
                says(running, "eth0 has 10\\.9\\.8\\.7/24");
            }
        }
    }

    @Test
    void vlanOnABondIsMade() throws Exception {
        try (AgentLab lab = AgentLab.in(folder)) {
            Path iso = lab.iso(NAME, "--bond", "eth0,eth1", "--vlan", "42", "--ip", "10.9.8.7/24");
            OldIron iron = iron(iso)
                    .network(
                            "-netdev",
                            "hubport,id=n0,hubid=0",
                            "-device",
                            "e1000,netdev=n0",
                            "-netdev",
                            "hubport,id=n1,hubid=0",
                            "-device",
                            "e1000,netdev=n1");
            try (BootedGuest running = iron.start()) {
                says(running, "bond0\\.42 has 10\\.9\\.8\\.7/24");
            }
        }
    }

    @Test
    void nobodyAtTheAddressIsSaidAndTriedAgain() throws Exception {
        try (AgentLab lab = AgentLab.in(folder);
                BootedGuest running =
                        iron(lab.iso(NAME, "--server", "10.0.2.2:1")).start()) {
            says(running, "Not connected: 10\\.0\\.2\\.2:1 does not answer.*Trying again");
        }
    }

    @Test
    void strangerAtTheAddressIsRefused() throws Exception {
        try (AgentLab lab = AgentLab.in(folder);
                BootedGuest running = iron(lab.iso(NAME, "--host-key", "SHA256:" + "A".repeat(43)))
                        .start()) {
            says(running, "which is not the one that was given");
            says(running, "press Enter, then 2");
        }
    }

    @Test
    void machineWithoutDisksConnectsAndSaysSo() throws Exception {
        try (AgentLab lab = AgentLab.in(folder);
                BootedGuest running = OldIron.with(Controller.AHCI, List.of(), "raw", lab.iso(NAME))
                        .start()) {
            says(running, "disk  none was found");
            lab.awaitConnected(NAME, running);
        }
    }

    @Test
    void mediumThatEndsTooSoonIsTold() throws Exception {
        try (AgentLab lab = AgentLab.in(folder)) {
            Path iso = lab.iso(NAME);
            try (FileChannel cut = FileChannel.open(iso, StandardOpenOption.WRITE)) {
                cut.truncate(Files.size(iso) * 3 / 4);
            }
            try (BootedGuest running = iron(iso).start()) {
                says(running, "this medium cannot be used|[Dd]isk (read )?error|No such file|Could not find kernel");
            }
        }
    }

    @Test
    void wholeMediumIsFoundWholeByItself() throws Exception {
        try (AgentLab lab = AgentLab.in(folder);
                BootedGuest running = iron(lab.iso(NAME)).start()) {
            lab.awaitConnected(NAME, running);
            running.type("");
            says(running, "6  switch the machine off");
            running.type("4");
            says(running, "/dev/sr0 is whole");
        }
    }

    @Test
    void tooLittleMemoryIsSaid() throws Exception {
        try (AgentLab lab = AgentLab.in(folder);
                BootedGuest running = iron(lab.iso(NAME)).memory(256).start()) {
            says(running, "512 MB are needed");
        }
    }

    private OldIron iron(Path iso) throws IOException {
        Path disk = folder.resolve("old.raw");
        try (SparseFile old = SparseFile.create(disk, 64 << 20)) {
            old.write(1 << 20, "an old disk".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
        }
        return OldIron.with(Controller.AHCI, List.of(disk), "raw", iso);
    }

    private static void says(BootedGuest running, String words) {
        assertThat(running.says(Pattern.compile(words), AgentLab.CONNECTED_WITHIN))
                .as(() -> "'%s' does not come; the console:%n%s".formatted(words, running.tail()))
                .isTrue();
    }
}
