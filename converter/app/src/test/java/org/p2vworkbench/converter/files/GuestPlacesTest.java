package org.p2vworkbench.converter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.Failure;

class GuestPlacesTest {

    private static final byte[] TEXT = {1, 0, 2};

    private final FakeGuest guest = new FakeGuest();
    private final List<String> said = new ArrayList<>();

    @Test
    void pathsAreReadAsLinuxAndWindowsWriteThem() {
        assertThat(GuestPath.parse("/etc//./fstab")).isEqualTo(path("", "", "/etc/fstab"));
        assertThat(GuestPath.parse("etc/../../x")).isEqualTo(path("", "", "/x"));
        assertThat(GuestPath.parse("c:\\WINDOWS\\..\\boot.ini")).isEqualTo(path("", "C", "/boot.ini"));
        assertThat(GuestPath.parse("D:")).isEqualTo(path("", "D", "/"));
        assertThat(GuestPath.parse("\\boot.ini")).isEqualTo(path("", "", "/boot.ini"));
        assertThat(GuestPath.parse("/dev/vg/root:/a:b")).isEqualTo(path("/dev/vg/root", "", "/a:b"));
        assertThat(GuestPath.parse("sda1:/x")).isEqualTo(path("/dev/sda1", "", "/x"));
        assertThat(GuestPath.parse("/var/mail/1:2,S")).isEqualTo(path("", "", "/var/mail/1:2,S"));
    }

    private static GuestPath path(String device, String drive, String path) {
        return new GuestPath(
                Optional.of(device).filter(text -> !text.isEmpty()),
                Optional.of(drive).filter(text -> !text.isEmpty()),
                path);
    }

    @Test
    void systemIsMountedForAPlainPath() throws IOException {
        guest.linux("/dev/sda2").file("/dev/sda2:/etc/fstab", TEXT);

        GuestPlaces.Place place = find("/etc/fstab");

        assertThat(place.path()).isEqualTo("/etc/fstab");
        assertThat(guest.mounted).containsExactly("/dev/sda2");
    }

    @Test
    void letterIsTheDeviceTheSystemSaysItIs() throws IOException {
        guest.filesystem("/dev/sda1", "ntfs")
                .filesystem("/dev/sdb1", "ntfs")
                .windows("/dev/sda1", Map.of("C", "/dev/sda1", "E", "/dev/sdb1"))
                .file("/dev/sdb1:/orders.mdb", TEXT);

        find("e:\\orders.mdb");

        assertThat(guest.mounted).containsExactly("/dev/sdb1");
    }

    @Test
    void onlyFilesystemIsTakenWhenThereIsNoSystem() throws IOException {
        guest.filesystem("/dev/sda1", "ntfs").filesystem("/dev/sda2", "swap").file("/dev/sda1:/boot.ini", TEXT);

        find("C:/boot.ini");
        find("/boot.ini");

        assertThat(guest.mounted).containsExactly("/dev/sda1", "/dev/sda1");
        assertThat(said)
                .containsExactly(
                        "no system says which filesystem is C:; taking /dev/sda1",
                        "no operating system was found; taking /dev/sda1");
    }

    @Test
    void whatIsNotClearIsUsageAndSaysWhatToType() {
        guest.filesystem("/dev/sda1", "ext3").filesystem("/dev/sdb1", "ext3");
        assertFails("/x", ExitCode.USAGE, "of 2 filesystems any could be meant", "/dev/sda1:/PATH");

        guest.linux("/dev/sda1").linux("/dev/sdb1");
        assertFails("/x", ExitCode.USAGE, "Debian 5 on /dev/sda1, Debian 5 on /dev/sdb1", "'/dev/sda1:/PATH'");
    }

    @Test
    void encryptedVolumeSaysSo() {
        guest.filesystem("/dev/sda1", "BitLocker").filesystem("/dev/sda2", "crypto_LUKS");

        assertFails("C:\\x", ExitCode.NOT_CONVERTIBLE, "/dev/sda1 is encrypted (BitLocker)", "running machine");
        assertFails("/dev/sda2:/x", ExitCode.NOT_CONVERTIBLE, "/dev/sda2 is encrypted (crypto_LUKS)", "Decrypt it");
    }

    @Test
    void absentFileAndDeviceAreSourcesThatAreNotThere() {
        guest.filesystem("/dev/sda1", "ext3").linux("/dev/sda1").file("/dev/sda1:/a", TEXT);

        assertFails("/b", ExitCode.SOURCE_UNREACHABLE, "there is no '/b'", "p2v files ls");
        assertFails("/dev/sdz9:/b", ExitCode.SOURCE_UNREACHABLE, "no filesystem on /dev/sdz9", "p2v files ls");
    }

    private GuestPlaces.Place find(String typed) throws IOException {
        return new GuestPlaces("box.vmdk", guest, said::add).find(typed);
    }

    private void assertFails(String typed, ExitCode code, String what, String next) {
        assertThatThrownBy(() -> find(typed)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(code);
            assertThat(failure).hasMessageStartingWith("box.vmdk: ").hasMessageContaining(what);
            assertThat(failure.next()).contains(next);
        });
    }
}
