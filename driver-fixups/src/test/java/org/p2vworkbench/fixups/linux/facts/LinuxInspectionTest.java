package org.p2vworkbench.fixups.linux.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.linux.SampleGuests;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest.InitSystem;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest.InitramfsTool;
import org.p2vworkbench.fixups.linux.interfaces.NetworkInterface;
import org.p2vworkbench.fixups.linux.interfaces.NetworkStyle;
import org.p2vworkbench.fixups.linux.loader.BootLoader;

class LinuxInspectionTest {

    @TempDir
    Path root;

    @Test
    void centos5IsReadAsItIs() throws IOException {
        LinuxGuest guest = LinuxInspection.of(SampleGuests.centos5(root));

        assertThat(guest.distribution())
                .isEqualTo(
                        new Distribution("centos", "5.11", "CentOS release 5.11 (Final)", Distribution.Family.REDHAT));
        assertThat(guest.distribution().major()).isEqualTo(5);
        assertThat(guest.initramfsTool()).isEqualTo(InitramfsTool.MKINITRD_REDHAT);
        assertThat(guest.bootLoaders()).containsExactly(BootLoader.GRUB_LEGACY);
        assertThat(guest.initSystem()).isEqualTo(InitSystem.SYSV);
        assertThat(guest.uefi()).isFalse();
        assertThat(guest.localClock()).isTrue();
        assertThat(guest.selinux()).contains("enforcing");
        assertThat(guest.network().styles()).isEqualTo(Set.of(NetworkStyle.IFCFG_REDHAT));
        assertThat(guest.network().interfaces())
                .containsExactly(new NetworkInterface(
                        "eth0", Optional.of("00:1a:4b:11:22:33"), "/etc/sysconfig/network-scripts/ifcfg-eth0"));
    }

    @Test
    void defaultKernelComesFirstAndXensIsKnown() throws IOException {
        LinuxGuest guest = LinuxInspection.of(SampleGuests.centos5(root));

        assertThat(guest.kernels()).extracting(Kernel::version).containsExactly("2.6.18-398.el5", "2.6.18-398.el5xen");
        assertThat(guest.kernels()).extracting(Kernel::needsXen).containsExactly(false, true);
        assertThat(guest.kernels())
                .extracting(kernel -> kernel.initramfs().orElseThrow())
                .containsExactly("/boot/initrd-2.6.18-398.el5.img", "/boot/initrd-2.6.18-398.el5xen.img");
        assertThat(guest.kernels().get(0).has("virtio_blk")).isTrue();
        assertThat(guest.kernels().get(0).has("nvme")).isFalse();
    }

    @Test
    void sles11IsReadAsItIs() throws IOException {
        LinuxGuest guest = LinuxInspection.of(SampleGuests.sles11(root));

        assertThat(guest.distribution().id()).isEqualTo("sles");
        assertThat(guest.distribution().version()).isEqualTo("11.4");
        assertThat(guest.distribution().family()).isEqualTo(Distribution.Family.SUSE);
        assertThat(guest.initramfsTool()).isEqualTo(InitramfsTool.MKINITRD_SUSE);
        assertThat(guest.network().styles()).containsExactly(NetworkStyle.IFCFG_SUSE);
        assertThat(guest.localClock()).isFalse();
    }

    @Test
    void debian12IsReadAsItIs() throws IOException {
        LinuxGuest guest = LinuxInspection.of(SampleGuests.debian12(root));

        assertThat(guest.distribution().name()).isEqualTo("Debian GNU/Linux 12 (bookworm)");
        assertThat(guest.initramfsTool()).isEqualTo(InitramfsTool.INITRAMFS_TOOLS);
        assertThat(guest.initSystem()).isEqualTo(InitSystem.SYSTEMD);
        assertThat(guest.bootLoaders()).containsExactly(BootLoader.GRUB2);
        assertThat(guest.kernels()).hasSize(1);
        assertThat(guest.kernels().get(0).needsXen()).isFalse();
        assertThat(guest.network().interfaces())
                .extracting(NetworkInterface::name)
                .containsExactly("ens3");
    }

    @Test
    void el9IsReadAsItIs() throws IOException {
        LinuxGuest guest = LinuxInspection.of(SampleGuests.el9(root));

        assertThat(guest.distribution().family()).isEqualTo(Distribution.Family.REDHAT);
        assertThat(guest.initramfsTool()).isEqualTo(InitramfsTool.DRACUT);
        assertThat(guest.bootLoaders()).containsExactlyInAnyOrder(BootLoader.GRUB2, BootLoader.BLS);
        assertThat(guest.kernels()).hasSize(1);
        assertThat(guest.kernels().get(0).initramfs()).contains("/boot/initramfs-5.14.0-427.el9.x86_64.img");
        assertThat(guest.storage().multipath()).isTrue();
        assertThat(guest.network().interfaces())
                .containsExactly(new NetworkInterface(
                        "eno1",
                        Optional.of("3c:ec:ef:00:00:07"),
                        "/etc/NetworkManager/system-connections/eno1.nmconnection"));
    }

    @Test
    void modulesSayWhatTheyNeed() throws IOException {
        Kernel kernel = LinuxInspection.of(SampleGuests.el9(root)).kernels().get(0);

        assertThat(kernel.modules().module("virtio_blk"))
                .contains(new KernelModule(
                        "kernel/drivers/block/virtio_blk.ko.xz",
                        List.of("kernel/drivers/virtio/virtio_ring.ko.xz", "kernel/drivers/virtio/virtio.ko.xz")));
    }

    @Test
    void guestWithoutAnythingIsUnknownAndNoError() throws IOException {
        LinuxGuest guest = LinuxInspection.of(new FolderGuest(root));

        assertThat(guest.distribution().family()).isEqualTo(Distribution.Family.OTHER);
        assertThat(guest.kernels()).isEmpty();
        assertThat(guest.bootLoaders()).isEmpty();
    }
}
