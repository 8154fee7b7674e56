package org.p2vworkbench.fixups.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.plan.VirtualHardware.Clock;
import org.p2vworkbench.fixups.plan.VirtualHardware.DiskBus;
import org.p2vworkbench.fixups.plan.VirtualHardware.NicModel;

class LinuxRepairTest {

    /** The sample guests, by name for the test's report. */
    private enum Sample {
        CENTOS_5 {
            @Override
            FolderGuest in(Path folder) throws IOException {
                return SampleGuests.centos5(folder);
            }
        },
        SLES_11 {
            @Override
            FolderGuest in(Path folder) throws IOException {
                return SampleGuests.sles11(folder);
            }
        },
        DEBIAN_12 {
            @Override
            FolderGuest in(Path folder) throws IOException {
                return SampleGuests.debian12(folder);
            }
        },
        RHEL_4 {
            @Override
            FolderGuest in(Path folder) throws IOException {
                return SampleGuests.rhel4(folder);
            }
        },
        CENTOS_6 {
            @Override
            FolderGuest in(Path folder) throws IOException {
                return SampleGuests.centos6(folder);
            }
        },
        SLES_12 {
            @Override
            FolderGuest in(Path folder) throws IOException {
                return SampleGuests.sles12(folder);
            }
        },
        DEBIAN_5 {
            @Override
            FolderGuest in(Path folder) throws IOException {
                return SampleGuests.debian5(folder);
            }
        },
        UBUNTU_20 {
            @Override
            FolderGuest in(Path folder) throws IOException {
                return SampleGuests.ubuntu20(folder);
            }
        },
        EL_9 {
            @Override
            FolderGuest in(Path folder) throws IOException {
                return SampleGuests.el9(folder);
            }
        };

        abstract FolderGuest in(Path folder) throws IOException;
    }

    /** Files that tell people, or programs long gone, what used to be. */
    private static final Set<String> HISTORY = Set.of("grub.conf");

    @TempDir
    Path root;

    private static LinuxRepair plan(GuestTree guest) throws IOException {
        return LinuxRepair.plan(guest, LinuxOptions.DEFAULT, MachineFacts.NONE);
    }

    private static LinuxRepair repaired(FolderGuest guest) throws IOException {
        LinuxRepair repair = plan(guest);
        repair.plan().apply(guest, (path, content) -> path);
        return repair;
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void repairedGuestNeedsNothingMore(Sample sample) throws IOException {
        FolderGuest guest = sample.in(root);
        repaired(guest);

        assertThat(plan(guest).plan().changes()).extracting(Change::target).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void noNameOfTheOldMachineIsLeft(Sample sample) throws IOException {
        repaired(sample.in(root));

        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!HISTORY.contains(file.getFileName().toString())) {
                    assertThat(Files.readString(file))
                            .as(file.toString())
                            .doesNotContainPattern("/dev/((sd|hd)a\\d|nvme|cciss|disk/by-(id|path)|mapper/mpath)");
                }
            }
        }
    }

    @Test
    void centos5GetsVirtioOnTheChipsetItKnows() throws IOException {
        LinuxRepair repair = repaired(SampleGuests.centos5(root));

        assertThat(repair.hardware().disks()).isEqualTo(DiskBus.VIRTIO_BLK);
        assertThat(repair.hardware().nics()).isEqualTo(NicModel.VIRTIO);
        assertThat(repair.hardware().q35()).isFalse();
        assertThat(repair.hardware().clock()).isEqualTo(Clock.LOCALTIME);
        assertThat(root.resolve("etc/modprobe.conf")).hasContent("""
                        alias eth0 virtio_net
                        alias eth1 virtio_net
                        alias scsi_hostadapter virtio_blk
                        alias scsi_hostadapter1 ata_piix
                        """);
        assertThat(root.resolve("boot/grub/device.map")).content().contains("(hd0)     /dev/vda\n");
        assertThat(root.resolve("boot/grub/grub.conf")).content().contains("quiet console=ttyS0,115200n8");
    }

    @Test
    void guestWithoutVirtioGetsWhatItsKernelDrives() throws IOException {
        FolderGuest guest = SampleGuests.modules(new FolderGuest(root), "2.6.9-42.EL", ".ko", false)
                .with("/boot/vmlinuz-2.6.9-42.EL", "kernel")
                .with("/boot/config-2.6.9-42.EL", "CONFIG_BLK_DEV_INITRD=y\n");

        LinuxRepair repair = plan(guest);

        assertThat(repair.hardware().disks()).isEqualTo(DiskBus.IDE);
        assertThat(repair.hardware().nics()).isEqualTo(NicModel.E1000);
        assertThat(repair.hardware().mostCpus()).hasValue(1);
        assertThat(repair.hardware().reasons())
                .containsExactly(
                        "Disks are IDE: kernel 2.6.9-42.EL has no virtio driver for them.",
                        "Network cards are E1000: kernel 2.6.9-42.EL has no virtio driver for them.");
    }

    @Test
    void nextKernelOfEachDistributionHasTheDriversToo() throws IOException {
        Path debian = root.resolve("debian");
        Path suse = root.resolve("suse");
        Path redHat = root.resolve("redhat");
        repaired(SampleGuests.debian12(Files.createDirectory(debian)));
        repaired(SampleGuests.sles11(Files.createDirectory(suse)));
        repaired(SampleGuests.el9(Files.createDirectory(redHat)));

        assertThat(debian.resolve("etc/initramfs-tools/modules"))
                .content()
                .contains("megaraid_sas\nsd_mod\next4\nvirtio_pci\nvirtio_blk\n");
        assertThat(suse.resolve("etc/sysconfig/kernel"))
                .content()
                .contains("INITRD_MODULES=\"hpsa ext3 virtio_pci virtio_blk virtio_net ahci ata_piix sd_mod\"\n");
        assertThat(redHat.resolve("etc/dracut.conf.d/p2v.conf"))
                .content()
                .contains("add_drivers+=\" virtio_pci virtio_blk");
    }

    @Test
    void lvmAndMultipathForgetTheOldDisks() throws IOException {
        repaired(SampleGuests.el9(root)
                .with("/etc/lvm/lvm.conf", "devices {\n\tfilter = [ \"a|/dev/mapper/mpath.*|\", \"r|.*|\" ]\n}\n"));

        assertThat(root.resolve("etc/lvm/devices/system.devices")).doesNotExist();
        assertThat(root.resolve("etc/lvm/lvm.conf")).content().contains("\t# filter = [");
        assertThat(root.resolve("etc/multipath/conf.d/p2v.conf")).content().contains("devnode \"^vd[a-z]\"");
    }

    @Test
    void interfaceOfOneCardKeepsItsNameWhateverItsAddress() throws IOException {
        repaired(SampleGuests.debian12(root));

        assertThat(root.resolve("etc/systemd/network/10-p2v-ens3.link"))
                .content()
                .contains("[Match]\nDriver=virtio_net\n\n[Link]\nName=ens3\n");
    }

    @Test
    void onlyCardOfTheNewMachineIsTheOneThatIsConfigured() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root);
        MachineFacts machine = new MachineFacts(List.of(new MachineFacts.Nic("", "52:54:00:00:00:0d", "")), List.of());

        LinuxRepair.plan(guest, LinuxOptions.DEFAULT, machine).plan().apply(guest, (path, content) -> path);

        assertThat(root.resolve("etc/systemd/network/10-p2v-ens3.link"))
                .content()
                .contains("[Match]\nMACAddress=52:54:00:00:00:0d\n\n[Link]\nName=ens3\n");
    }

    @Test
    void cardWithAKnownAddressIsNamedByIt() throws IOException {
        repaired(SampleGuests.el9(root));

        assertThat(root.resolve("etc/systemd/network/10-p2v-eno1.link"))
                .content()
                .contains("[Match]\nMACAddress=3c:ec:ef:00:00:07\n\n[Link]\nName=eno1\n");
    }

    @Test
    void bondKeepsTheCardsThatTakeItsAddress() throws IOException {
        LinuxRepair repair = repaired(SampleGuests.ubuntu20(root));

        assertThat(root.resolve("etc/systemd/network/10-p2v-eno2.link"))
                .content()
                .contains("MACAddress=3c:ec:ef:00:00:0b\nDriver=virtio_net\n\n[Link]\nName=eno2\n");
        assertThat(repair.plan().findings()).extracting(Finding::code).contains("LINUX-BOND-LACP", "LINUX-NIC-ADDRESS");
    }

    @Test
    void nameOfTheMainboardIsKeptByARuleWhereUdevHasNoLinks() throws IOException {
        repaired(SampleGuests.centos6(root));

        assertThat(root.resolve("etc/udev/rules.d/70-persistent-net.rules"))
                .content()
                .contains("ATTR{address}==\"18:03:73:00:00:01\", ATTR{type}==\"1\", NAME=\"em1\"");
        assertThat(root.resolve("etc/init/ttyS0.conf")).content().contains("/dev/ttyS0 115200");
        assertThat(root.resolve("etc/init/ttyS1.conf")).doesNotExist();
    }

    @Test
    void configurationOfASlotFollowsItsCard() throws IOException {
        FolderGuest guest = SampleGuests.sles12(root);
        MachineFacts machine =
                new MachineFacts(List.of(new MachineFacts.Nic("eth0", "52:54:00:00:00:0c", "0000:02:00.0")), List.of());

        LinuxRepair.plan(guest, LinuxOptions.DEFAULT, machine).plan().apply(guest, (path, content) -> path);

        assertThat(root.resolve("etc/sysconfig/network/ifcfg-eth-id-52:54:00:00:00:0c"))
                .hasContent("BOOTPROTO='dhcp'");
        assertThat(root.resolve("etc/sysconfig/network/ifcfg-eth-bus-pci-0000:02:00.0"))
                .doesNotExist();
    }

    @Test
    void eachOfSeveralInterfacesStaysWithItsCard() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root).with("/etc/network/interfaces", """
                iface enp3s0f0 inet static
                    address 192.0.2.1/24
                iface enp3s0f1 inet static
                    address 198.51.100.1/24
                iface enp10s0 inet static
                    address 203.0.113.1/24
                iface eno1 inet dhcp
                """);
        MachineFacts machine = new MachineFacts(
                List.of(
                        new MachineFacts.Nic("", "52:54:00:00:00:0a", "0000:0a:00.0"),
                        new MachineFacts.Nic("", "52:54:00:00:00:31", "0000:03:00.1"),
                        new MachineFacts.Nic("", "52:54:00:00:00:30", "0000:03:00.0"),
                        new MachineFacts.Nic("eno1", "52:54:00:00:00:e1", "0000:00:19.0")),
                List.of());

        LinuxRepair.plan(guest, LinuxOptions.DEFAULT, machine).plan().apply(guest, (path, content) -> path);

        assertThat(root.resolve("etc/systemd/network/10-p2v-enp3s0f0.link"))
                .content()
                .contains("MACAddress=52:54:00:00:00:30\n", "Name=enp3s0f0\n");
        assertThat(root.resolve("etc/systemd/network/10-p2v-enp3s0f1.link"))
                .content()
                .contains("MACAddress=52:54:00:00:00:31\n");
        assertThat(root.resolve("etc/systemd/network/10-p2v-enp10s0.link"))
                .content()
                .contains("MACAddress=52:54:00:00:00:0a\n");
        assertThat(root.resolve("etc/systemd/network/10-p2v-eno1.link"))
                .content()
                .contains("MACAddress=52:54:00:00:00:e1\n");
    }

    @Test
    void commentsFromWhichEntriesAreMadeChangeToo() throws IOException {
        repaired(SampleGuests.debian5(root));

        assertThat(root.resolve("boot/grub/menu.lst"))
                .content()
                .contains("# kopt=root=UUID=" + SampleGuests.ROOT_UUID + " ro\n");
        assertThat(root.resolve("etc/inittab")).content().contains("getty -L ttyS0 9600");
    }

    @Test
    void oldestGuestGetsIdeAndItsAdapterListSaysSo() throws IOException {
        LinuxRepair repair = repaired(SampleGuests.rhel4(root));

        assertThat(repair.guest().distribution().version()).isEqualTo("4.4");
        assertThat(repair.hardware().disks()).isEqualTo(DiskBus.IDE);
        assertThat(root.resolve("etc/modprobe.conf")).hasContent("alias eth0 e1000\nalias scsi_hostadapter ata_piix\n");
    }

    @Test
    void addressesFollowTheNewMachinesCards() throws IOException {
        FolderGuest guest = SampleGuests.centos5(root);
        MachineFacts machine = new MachineFacts(List.of(new MachineFacts.Nic("", "52:54:00:00:00:09", "")), List.of());

        LinuxRepair.plan(guest, LinuxOptions.DEFAULT, machine).plan().apply(guest, (path, content) -> path);

        assertThat(root.resolve("etc/sysconfig/network-scripts/ifcfg-eth0"))
                .content()
                .contains("HWADDR=52:54:00:00:00:09\n");
    }

    @Test
    void servicesForTheOldMachineDoNotStart() throws IOException {
        Path old = Files.createDirectory(root.resolve("old"));
        Path recent = Files.createDirectory(root.resolve("recent"));
        FolderGuest sysv = SampleGuests.centos5(old)
                .with("/etc/rc.d/init.d/hp-asrd", "#!/bin/sh\n")
                .with("/etc/rc.d/rc3.d/README", "");
        sysv.link("/etc/rc.d/rc3.d/S99hp-asrd", "../init.d/hp-asrd");
        sysv.link("/etc/rc.d/rc3.d/S10network", "../init.d/network");
        repaired(sysv);
        repaired(SampleGuests.el9(recent).with("/usr/lib/systemd/system/multipathd.service", "[Unit]\n"));

        assertThat(old.resolve("etc/rc.d/rc3.d"))
                .isDirectoryNotContaining(link -> link.endsWith("S99hp-asrd"))
                .isDirectoryContaining(link -> link.endsWith("S10network"));
        assertThat(Files.readSymbolicLink(recent.resolve("etc/systemd/system/multipathd.service")))
                .isEqualTo(Path.of("/dev/null"));
    }

    @Test
    void guestOfXenAloneIsRefusedWithTheRemedy() throws IOException {
        FolderGuest guest = SampleGuests.centos5(root);
        Files.delete(root.resolve("boot/vmlinuz-2.6.18-398.el5"));

        assertThat(plan(guest).plan().findings())
                .filteredOn(finding -> finding.severity() == Severity.BLOCKER)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.text()).contains("2.6.18-398.el5xen");
                    assertThat(finding.remedy()).contains("'yum install kernel'");
                });
    }

    @Test
    void ordinaryKernelBecomesTheDefaultWhereXensWas() throws IOException {
        FolderGuest guest = SampleGuests.centos5(root);
        guest.with(
                "/boot/grub/grub.conf",
                guest.text("/boot/grub/grub.conf").orElseThrow().replace("default=1", "default=0"));
        repaired(guest);

        assertThat(root.resolve("boot/grub/grub.conf")).content().contains("default=1\n");
    }

    @Test
    void hibernatedGuestIsRefused() throws IOException {
        byte[] swap = new byte[4096];
        System.arraycopy("S1SUSPEND".getBytes(), 0, swap, 4086, 9);
        Path device = Files.write(Files.createDirectory(root.resolve("devices")).resolve("sda3"), swap);
        FolderGuest guest = SampleGuests.debian12(root).withDevice("/dev/sda3", device);

        assertThat(plan(guest).plan().findings())
                .filteredOn(finding -> finding.severity() == Severity.BLOCKER)
                .extracting(Finding::code)
                .containsExactly("LINUX-HIBERNATED");
    }

    @Test
    void uefiFindsALoaderWhereItLooksFirst() throws IOException {
        repaired(SampleGuests.el9(root)
                .with("/boot/efi/EFI/rocky/shimx64.efi", "shim")
                .with("/boot/efi/EFI/rocky/grubx64.efi", "grub"));

        assertThat(root.resolve("boot/efi/EFI/BOOT/BOOTX64.EFI")).hasContent("shim");
        assertThat(root.resolve("boot/efi/EFI/BOOT/grubx64.efi")).hasContent("grub");
    }

    @Test
    void argumentsAgainstTheNewMachineGoAndLimitsAreSaid() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root)
                .with(
                        "/boot/grub/grub.cfg",
                        "menuentry 'a' {\n linux /vmlinuz-6.1.0-30-amd64 root=/dev/sda2 noapic mem=2G acpi=off\n"
                                + " initrd /initrd.img-6.1.0-30-amd64\n}\n");

        LinuxRepair repair = repaired(guest);

        assertThat(root.resolve("boot/grub/grub.cfg"))
                .content()
                .contains(" linux /vmlinuz-6.1.0-30-amd64 root=UUID=" + SampleGuests.ROOT_UUID + " mem=2G\n");
        assertThat(repair.plan().findings())
                .filteredOn(finding -> finding.code().equals("LINUX-KERNEL-LIMITS"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("[mem=2G]"));
    }

    @Test
    void guestWithNothingInItIsReportedAndLeftAlone() throws IOException {
        LinuxRepair repair = plan(new FolderGuest(root));

        assertThat(repair.plan().changes()).isEmpty();
        assertThat(repair.plan().findings())
                .extracting(Finding::code)
                .contains("LINUX-NO-KERNEL", "LINUX-FSTAB-MISSING");
    }
}
