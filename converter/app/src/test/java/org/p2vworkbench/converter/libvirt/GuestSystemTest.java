package org.p2vworkbench.converter.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestSystemTest {

    private static final Path OSINFO = Path.of("/usr/share/osinfo/os");

    @ParameterizedTest
    @CsvSource({
        "4.0.1381, client, winnt/4.0, false",
        "5.0.2195, server, win/2k, false",
        "5.1.2600, client, win/xp, false",
        "5.2.3790, server, win/2k3, false",
        "6.0.6002, server, win/2k8, true",
        "6.0.6002, client, win/vista, true",
        "6.1.7601, domain controller, win/2k8r2, true",
        "6.3.9600, server, win/2k12r2, true",
        "10.0.14393, server, win/2k16, true",
        "10.0.17763, server, win/2k19, true",
        "10.0.20348, server, win/2k22, true",
        "10.0.19045, client, win/10, true",
        "10.0.22631, client, win/11, true"
    })
    void windowsIsKnownByItsVersion(String version, String role, String id, boolean fromVista) throws IOException {
        GuestSystem guest = GuestSystem.of(
                Map.of("kind", "windows", "version", version, "role", role, "architecture", "x86"), Optional.empty());

        assertThat(guest.osinfo()).hasValue("http://microsoft.com/" + id);
        assertThat(guest.isWindowsFrom(6, 0)).isEqualTo(fromVista);
        assertThat(guest.isWindowsBefore(6, 0)).isEqualTo(!fromVista);
        assertThat(guest.bits32()).isTrue();
        demandKnown(guest.osinfo().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "debian, 11.7, Debian GNU/Linux 11, debian.org/debian/11",
        "debian, 3.1, Debian 3.1, debian.org/debian/3.1",
        "ubuntu, 8.04, Ubuntu 8.04.4, ubuntu.com/ubuntu/8.04",
        "ubuntu, 22.04, Ubuntu 22.04.3 LTS, ubuntu.com/ubuntu/22.04",
        "rhel, 5.11, Red Hat, redhat.com/rhel/5.11",
        "centos, 7, CentOS Linux 7, centos.org/centos/7.0",
        "centos, 9, CentOS Stream 9, centos.org/centos-stream/9",
        "sles, 12.5, SLES, suse.com/sles/12.5",
        "sles, 15, SLES, suse.com/sle/15",
        "opensuse-leap, 15.4, openSUSE, opensuse.org/opensuse/15.4",
        "rocky, 9.1, Rocky, rockylinux.org/rocky/9",
        "ol, 8.4, Oracle, oracle.com/ol/8.4"
    })
    void linuxIsKnownByItsDistribution(String id, String version, String product, String osinfo) throws IOException {
        GuestSystem guest = GuestSystem.of(
                Map.of("kind", "linux", "distribution", id, "version", version, "product", product), Optional.empty());

        assertThat(guest.osinfo()).hasValue("http://" + osinfo);
        assertThat(guest.family()).isEqualTo(GuestSystem.Family.LINUX);
        demandKnown("http://" + osinfo);
    }

    @Test
    void whatNobodyLookedIntoIsKnownByTheSourcesWord() {
        assertThat(GuestSystem.of(Map.of(), Optional.of("winnetenterprise")).isWindows())
                .isTrue();
        assertThat(GuestSystem.of(Map.of(), Optional.of("darwin")).isWindows()).isFalse();
        assertThat(GuestSystem.of(Map.of(), Optional.of("rhel6-64")).family()).isEqualTo(GuestSystem.Family.LINUX);
        assertThat(GuestSystem.of(Map.of(), Optional.empty())).isEqualTo(GuestSystem.UNKNOWN);
        GuestSystem vague = GuestSystem.of(Map.of("kind", "windows", "version", "?"), Optional.empty());
        assertThat(vague.isWindowsBefore(6, 0) || vague.isWindowsFrom(5, 0)).isFalse();
    }

    private static void demandKnown(String id) throws IOException {
        assumeTrue(Files.isDirectory(OSINFO), "SKIPPED: no database of libosinfo: osinfo-db");
        String written = "id=\"" + id + "\"";
        try (Stream<Path> files = Files.walk(OSINFO.resolve(id.replaceAll("http://([^/]+)/.*", "$1")))) {
            assertThat(files.filter(Files::isRegularFile).anyMatch(file -> {
                        try {
                            return Files.readString(file).contains(written);
                        } catch (IOException unreadable) {
                            return false;
                        }
                    }))
                    .as(id)
                    .isTrue();
        }
    }
}
