package org.p2vworkbench.fixups.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.linux.SampleGuests;
import org.p2vworkbench.fixups.linux.facts.LinuxInspection;

class LinuxDescriptionTest {

    @TempDir
    private Path root;

    @Test
    void debianIsDescribedByItsFiles() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root)
                .with("/etc/hostname", "# a remark\nweb01\n")
                .with("/etc/crypttab", "data UUID=1 none luks\n")
                .with("/etc/netplan/50-cloud-init.yaml", "network: {}\n")
                .with("/etc/netplan/$(reboot).yaml", "network: {}\n")
                .with("/etc/systemd/system/multi-user.target.wants/nginx.service", "")
                .with("/etc/rc2.d/S20postfix", "")
                .with("/etc/rc2.d/K01apache", "")
                .withFreeBytes(300 << 20);

        GuestDescription description = LinuxDescription.of(guest, LinuxInspection.of(guest), 2);

        LinuxDescription linux = description.linux().orElseThrow();
        assertThat(description.systems()).isEqualTo(2);
        assertThat(linux.kernel()).isEqualTo("6.1.0-30-amd64");
        assertThat(linux.hostName()).isEqualTo("web01");
        assertThat(linux.bootLoaders()).containsExactly("grub2");
        assertThat(linux.services()).containsExactly("nginx", "postfix");
        assertThat(linux.configuration().keySet())
                .contains("etc/fstab", "etc/os-release", "etc/crypttab", "etc/netplan/50-cloud-init.yaml")
                .noneMatch(name -> name.contains("reboot"));
        assertThat(description.rooms()).extracting(GuestDescription.Room::place).containsExactly("/", "/boot");
        assertThat(description.rooms().get(0).freeBytes()).isEqualTo(300 << 20);
        assertThat(description.rooms().get(0).partition()).hasValue(2);
    }

    @Test
    void oldRedHatHasItsNameInTheNetworkFile() throws IOException {
        FolderGuest guest =
                SampleGuests.centos5(root).with("/etc/sysconfig/network", "NETWORKING=yes\nHOSTNAME=\"db01\"\n");

        LinuxDescription linux =
                LinuxDescription.of(guest, LinuxInspection.of(guest), 1).linux().orElseThrow();

        assertThat(linux.hostName()).isEqualTo("db01");
        assertThat(linux.configuration()).containsKey("etc/sysconfig/network-scripts/ifcfg-eth0");
    }

    @Test
    void whatIsNoConfigurationIsLeftOut() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root).with("/etc/crypttab", "x".repeat((1 << 20) + 1));
        Files.createDirectory(root.resolve("etc/timezone"));
        Files.createSymbolicLink(root.resolve("etc/adjtime"), Path.of("adjtime"));

        LinuxDescription linux =
                LinuxDescription.of(guest, LinuxInspection.of(guest), 1).linux().orElseThrow();

        assertThat(linux.configuration()).doesNotContainKeys("etc/crypttab", "etc/timezone", "etc/adjtime");
    }

    @Test
    void guestThatCannotBeReadIsNotDescribed() {
        assertThat(GuestDescription.ifPossible(() -> {
                    throw new IOException("the appliance is gone");
                }))
                .isEqualTo(Optional.empty());
    }
}
