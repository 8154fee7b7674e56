package org.p2vworkbench.agent.inventory.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxSurveyTest {

    @TempDir
    private Path root;

    @Test
    void raidSetsVolumesAndBundlesAreSeen() throws IOException {
        file(
                "proc/mdstat",
                "Personalities : [raid5]\nmd0 : active raid5 sdc1[2](F) sdb1[1] sda1[0]\n"
                        + "      3906764800 blocks super 1.2 level 5, 512k chunk, algorithm 2 [3/2] [UU_]\n\n"
                        + "md1 : active raid1 sdb2[1] sda2[0]\n      1048512 blocks [2/2] [UU]\n"
                        + "      [==>..]  resync = 12.6% (1/8) finish=1.0min speed=1K/sec\n\nunused devices: <none>\n");
        disk("sda", "8:0", 3_907_029_168L, "E:ID_FS_TYPE=isw_raid_member\nE:ID_PART_TABLE_TYPE=dos\n");
        file("sys/block/dm-0/dm/name", "vg-root\n");
        file("sys/block/dm-0/dm/uuid", "LVM-abc\n");
        file("sys/block/dm-0/size", "2048\n");
        file("sys/class/net/bond0/bonding/mode", "802.3ad 4\n");
        file("sys/class/net/bond0/bonding/slaves", "eth0 eth1\n");
        file("sys/class/net/eth0.30/address", "x\n");
        file("proc/net/vlan/eth0.30", "eth0.30  VID: 30\t REORDER_HDR: 1\nDevice: eth0\n");

        Survey.Hardware hardware = survey(Answers.NONE).hardware();

        assertThat(hardware.raidSets())
                .containsExactly(
                        new RaidSet(
                                "md0",
                                "md-1.2",
                                "raid5",
                                "degraded",
                                3,
                                3_906_764_800L * 1024,
                                List.of("sdc1", "sdb1", "sda1"),
                                "proc/mdstat"),
                        new RaidSet(
                                "md1",
                                "md-0.90",
                                "raid1",
                                "rebuilding",
                                2,
                                1_048_512L * 1024,
                                List.of("sdb2", "sda2"),
                                "proc/mdstat"),
                        new RaidSet("isw", "isw_raid_member", "", "unknown", 0, 0, List.of("sda"), "udev"));
        assertThat(hardware.volumes()).containsExactly(new Volume("vg-root", "lvm", 1 << 20, List.of(), "", ""));
        assertThat(hardware.bundles())
                .containsExactly(
                        new Bundle("bond0", "bond", "802.3ad 4", List.of("eth0", "eth1"), List.of()),
                        new Bundle("eth0.30", "vlan", "30", List.of("eth0"), List.of()));
        assertThat(hardware.disks().get(0).table().value()).contains("dos");
    }

    @Test
    void healthOfADiskIsWhatSmartctlSays() throws IOException {
        disk("sda", "8:0", 2048, "");
        String ata = "{\"smart_status\":{\"passed\":false},\"power_on_time\":{\"hours\":61233},"
                + "\"temperature\":{\"current\":34},\"ata_smart_attributes\":{\"table\":["
                + "{\"id\":5,\"raw\":{\"value\":812}},{\"id\":197,\"raw\":{\"value\":24}}]}}";

        assertThat(survey(smart(ata)).hardware().disks().get(0).health().value())
                .contains(new Disk.Health(false, 812, 24, 61_233, 34));
        assertThat(survey(smart("Permission denied"))
                        .hardware()
                        .disks()
                        .get(0)
                        .health()
                        .unknown())
                .isPresent();
        assertThat(survey(Answers.NONE).missed()).extracting(Missed::what).contains("health of the disks (SMART)");
    }

    @Test
    void installedSystemIsReadFromItsFiles() throws IOException {
        file("etc/redhat-release", "CentOS release 6.10 (Final)\n");
        file("etc/centos-release", "CentOS release 6.10 (Final)\n");
        file("boot/grub/grub.conf", "default=0\n");
        file("etc/fstab", "# comment\nUUID=1 / ext4 defaults 1 1\nnas:/x /mnt nfs rw\n");
        file("etc/sysconfig/network-scripts/ifcfg-eth0", "DEVICE=eth0\nBOOTPROTO=none\nIPADDR=\"192.0.2.5\"\n");
        file("etc/network/interfaces", "auto eth1\niface eth1 inet static\n  address 192.0.2.6/24\n");
        file(
                "etc/netplan/01.yaml",
                "network:\n  ethernets:\n    eth2:\n      addresses:\n        - 192.0.2.7/24\n"
                        + "    eth3:\n      dhcp4: true\n");
        file("etc/adjtime", "0 0 0\n0\nLOCAL\n");
        file("etc/sysconfig/clock", "ZONE=\"Europe/Berlin\"\n");
        file("etc/crypttab", "swap /dev/sda3 /dev/urandom swap\nhome /dev/sda4 none luks\n");
        file("etc/udev/rules.d/70-persistent-net.rules", "SUBSYSTEM==\"net\"\n");
        file("proc/net/route", "Iface\tDestination\tGateway\neth0\t00000000\t010200C0\t0003\n");

        Guest guest = survey(Answers.NONE).guest().orElseThrow();

        assertThat(guest.id().value()).contains("centos");
        assertThat(guest.version().value()).contains("6.10");
        assertThat(guest.name().value()).contains("CentOS release 6.10 (Final)");
        assertThat(guest.bootLoaders().value()).contains(List.of("grub-legacy"));
        assertThat(guest.fstab().value().orElseThrow())
                .containsExactly(
                        new Guest.MountEntry("UUID=1", "/", "ext4", "defaults"),
                        new Guest.MountEntry("nas:/x", "/mnt", "nfs", "rw"));
        assertThat(guest.addresses().value().orElseThrow())
                .extracting(Guest.AddressSetting::name, Guest.AddressSetting::way, Guest.AddressSetting::address)
                .containsExactlyInAnyOrder(
                        tuple("eth0", "static", "192.0.2.5"),
                        tuple("eth1", "static", "192.0.2.6/24"),
                        tuple("eth2", "static", "192.0.2.7/24"),
                        tuple("eth3", "dhcp", ""));
        assertThat(guest.clockInUtc().value()).contains(false);
        assertThat(guest.timeZone().value()).contains("Europe/Berlin");
        assertThat(guest.encrypted().value()).contains(List.of("home"));
        assertThat(guest.namesBoundToCards().value()).contains(true);
        assertThat(guest.gateways().value()).contains(List.of("192.0.2.1"));
    }

    @Test
    void socketsHaveTheirAddressesAndPorts() throws IOException {
        file(
                "proc/net/tcp",
                "  sl  local_address rem_address   st\n"
                        + "   0: 00000000:0016 00000000:0000 0A 0:0 0:0 0 0 0 4711 1\n"
                        + "   1: 050200C0:0016 090200C0:C3D2 01 0:0 0:0 0 0 0 4712 1\n");

        Live live = survey(Answers.NONE).live().orElseThrow();

        assertThat(live.listening().value().orElseThrow())
                .containsExactly(new Live.Socket("tcp", "0.0.0.0:22", "", ""));
        assertThat(live.connections().value().orElseThrow())
                .containsExactly(new Live.Socket("tcp", "192.0.2.5:22", "192.0.2.9:50130", ""));
    }

    @Test
    void fromABootMediumThereIsNoGuest() throws IOException {
        file("proc/cmdline", "BOOT_IMAGE=/vmlinuz p2v.server=192.0.2.1:2222 quiet\n");
        file("etc/os-release", "ID=debian\n");

        Survey survey = survey(Answers.NONE);

        assertThat(survey.by()).isEqualTo("boot");
        assertThat(survey.guest()).isEmpty();
        assertThat(survey.live()).isEmpty();
        assertThat(survey.missed()).extracting(Missed::what).contains("the installed system and its load");
    }

    @Test
    void emptyMachineIsASurveyOfUnknowns() throws IOException {
        Survey survey = survey(Answers.NONE);

        assertThat(survey.hardware().platform().vendor().unknown())
                .contains("the firmware of this machine tells its system nothing (no SMBIOS)");
        assertThat(survey.json()).contains("\"schema\" : 1").doesNotContain("\"value\" : \"unknown\"");
    }

    @Test
    void loadIsWatchedInSamples() throws IOException {
        file("proc/stat", "cpu  100 0 0 900 0 0 0 0\n");
        file("proc/meminfo", "MemTotal: 4096 kB\nMemAvailable: 1024 kB\n");
        file("proc/diskstats", "   8       0 sda 1 0 8 0 1 0 16 0 0 0 0\n   8  1 sda1 1 0 8 0 1 0 16 0 0 0 0\n");
        int[] step = {0};
        Sampler sampler = new Sampler(root, time -> {
            step[0]++;
            write("proc/stat", "cpu  %d 0 0 %d 0 0 0 0\n".formatted(100 + step[0] * 25, 900 + step[0] * 75));
            write(
                    "proc/diskstats",
                    "   8 0 sda 1 0 %d 0 1 0 %d 0 0 0 0\n".formatted(8 + step[0] * 2, 16 + step[0] * 4));
        });

        Live.Load load = sampler.watch(Duration.ofSeconds(4));

        assertThat(load).isEqualTo(new Live.Load(4, 4, 0.25, 0.25, 0.25, 3 << 20, 1024, 2048, 2048));
    }

    private Survey survey(Answers answers) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
        return new LinuxSurvey(root, clock, "p2v test", answers).take(Duration.ZERO);
    }

    private static Answers smart(String text) {
        return new Answers() {
            @Override
            public Optional<Usage> usage(String mountPlace) {
                return Optional.empty();
            }

            @Override
            public List<String> addresses(String networkInterface) {
                return List.of();
            }

            @Override
            public Optional<String> neighbours() {
                return Optional.empty();
            }

            @Override
            public Optional<String> smart(String disk) {
                return Optional.of(text);
            }
        };
    }

    private void disk(String name, String number, long sectors, String udev) throws IOException {
        file("sys/block/" + name + "/dev", number + "\n");
        file("sys/block/" + name + "/size", sectors + "\n");
        file("run/udev/data/b" + number, udev);
        file("dev/" + name, "");
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }

    private void write(String name, String text) {
        try {
            file(name, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
