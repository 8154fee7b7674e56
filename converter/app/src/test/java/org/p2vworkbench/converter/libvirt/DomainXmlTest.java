package org.p2vworkbench.converter.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.converter.hardware.Bus;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.GuestClock;
import org.p2vworkbench.converter.hardware.MacAddress;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.Nic;
import org.p2vworkbench.converter.hardware.NicModel;
import org.p2vworkbench.converter.hardware.OldPlace;
import org.p2vworkbench.converter.hardware.RemovableDrive;
import org.p2vworkbench.converter.hardware.ScsiModel;
import org.p2vworkbench.converter.hardware.SmbiosIdentity;
import org.p2vworkbench.fixtures.OutsideTool;

/** Definitions as golden texts, and as libvirt and the shell judge them. */
class DomainXmlTest {

    private static final UUID ID = UUID.fromString("6f0cb7ad-4a1c-4b5e-9d0e-1c2d3e4f5a6b");
    private static final String HOSTILE = "a<b>&\"'$(reboot)`id`;\n\u0000\u001b[31m/../ ]]>\u202e,x=y%s\\ "
            + "\ud83d\ude00\ud83d".repeat(3)
            + "z".repeat(200);

    @TempDir
    private Path temp;

    private record Case(String name, MachineHardware hardware, Map<String, String> guest, boolean q35, Wishes wishes) {

        Case(String name, MachineHardware hardware) {
            this(name, hardware, Map.of(), false, new Wishes(Optional.empty(), List.of("DMZ=br0"), false, true));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.concat(plainCases(), guestCases());
    }

    private static Stream<Case> guestCases() {
        return Stream.of(
                new Case(
                        "windows-2003",
                        machine("w2k3", Firmware.BIOS, DriveAddress.of(Bus.IDE, 0, 0)),
                        windows("5.2.3790", "x86", "server"),
                        false,
                        Wishes.NONE),
                new Case(
                        "windows-2019",
                        machine("w2k19", Firmware.BIOS, DriveAddress.of(Bus.SATA, 0, 0)),
                        windows("10.0.17763", "amd64", "domain controller"),
                        true,
                        Wishes.NONE),
                new Case(
                        "windows-nt4",
                        machine("nt4", Firmware.BIOS, DriveAddress.of(Bus.IDE, 0, 0)),
                        windows("4.0.1381", "x86", "client"),
                        false,
                        Wishes.NONE),
                new Case(
                        "server-with-identity",
                        server(),
                        Map.of("kind", "linux", "distribution", "debian", "version", "12.5", "architecture", "x86-64"),
                        true,
                        new Wishes(
                                Optional.of("other <name>"),
                                List.of(
                                        "eno1=network:lan/servers@20",
                                        "00:0c:29:00:00:02=ovs:ovsbr0@4094",
                                        "eno3=direct:eth7",
                                        "eno4=none",
                                        "*=user"),
                                true,
                                true)),
                new Case(
                        "thirty-three-disks",
                        machine(
                                "disks",
                                Firmware.BIOS,
                                Collections.nCopies(33, DriveAddress.of(Bus.VIRTIO, 0, 0))
                                        .toArray(DriveAddress[]::new)),
                        Map.of("kind", "linux"),
                        true,
                        Wishes.NONE));
    }

    private static Map<String, String> windows(String version, String architecture, String role) {
        return Map.of("kind", "windows", "version", version, "architecture", architecture, "role", role);
    }

    private static MachineHardware server() {
        return new MachineHardware(
                "server",
                Firmware.UEFI,
                new CpuTopology(1, 4, 2),
                4L << 30,
                Optional.of("linux"),
                Optional.of(UUID.fromString("4c4c4544-0031-3010-8031-b4c04f333132")),
                List.of(
                        new DiskDrive(scsi(ScsiModel.LSISAS1068, 0, 0), "/dev/sda"),
                        new DiskDrive(scsi(ScsiModel.LSISAS1068, 0, 1), "/dev/sdb")),
                List.of(),
                List.of(),
                IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> new Nic(
                                MacAddress.parse("00:0c:29:00:00:0" + i),
                                NicModel.VIRTIO,
                                Optional.empty(),
                                true,
                                Optional.of(new OldPlace("eno" + i, ""))))
                        .toList(),
                GuestClock.UTC,
                Optional.empty(),
                true,
                Optional.of(new SmbiosIdentity(
                        "Dell, Inc.", "PowerEdge <R710>", "", "1234,ABC", "0YDJK3", "Dell", "6.4.0", "07/23/2013")));
    }

    private static Stream<Case> plainCases() {
        return Stream.of(
                bare("bare-bios", MachineHardware.aroundBareDisks("web01", Firmware.BIOS, List.of("a", "b"))),
                bare("bare-uefi", MachineHardware.aroundBareDisks("web02", Firmware.UEFI, List.of("a"))),
                new Case(
                        "bios-all-buses",
                        machine(
                                "mixed",
                                Firmware.BIOS,
                                DriveAddress.of(Bus.IDE, 0, 1),
                                scsi(ScsiModel.LSILOGIC, 0, 0),
                                scsi(ScsiModel.LSILOGIC, 0, 3),
                                scsi(ScsiModel.LSISAS1068, 1, 2),
                                scsi(ScsiModel.PVSCSI, 2, 9),
                                scsi(ScsiModel.BUSLOGIC, 3, 0),
                                DriveAddress.of(Bus.SATA, 0, 3),
                                DriveAddress.of(Bus.NVME, 0, 0),
                                DriveAddress.of(Bus.VIRTIO, 0, 0))),
                new Case(
                        "uefi-secure",
                        machine(
                                "secure",
                                Firmware.UEFI_SECURE_BOOT,
                                scsi(ScsiModel.LSILOGIC, 0, 0),
                                DriveAddress.of(Bus.IDE, 0, 0),
                                scsi(ScsiModel.PVSCSI, 0, 1))),
                new Case(
                        "bios-many",
                        machine(
                                "many",
                                Firmware.BIOS,
                                IntStream.range(0, 21)
                                        .mapToObj(i ->
                                                i < 14 ? scsi(ScsiModel.LSILOGIC, i / 8, i % 8) : DriveAddress.UNKNOWN)
                                        .toArray(DriveAddress[]::new))),
                new Case("hostile", machine(HOSTILE, Firmware.BIOS, DriveAddress.of(Bus.IDE, 0, 0))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void definitionIsAsReviewed(Case machine) throws IOException {
        Golden.compare(machine.name() + ".xml", xml(machine, Path.of("/srv/kvm/m")));
        Golden.compare(machine.name() + ".sh", script(machine, Path.of("/srv/kvm/m")));
        Golden.compare(machine.name() + ".conf", proxmox(machine, Path.of("/srv/kvm/m")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void libvirtAcceptsTheDefinition(Case machine) throws IOException {
        OutsideTool validator = OutsideTool.named("virt-xml-validate");
        Assumptions.assumeTrue(validator.isInstalled(), "virt-xml-validate is not installed: libvirt-clients");
        Path file = Files.writeString(temp.resolve("domain.xml"), xml(machine, Path.of("/srv/kvm/m")));

        validator.run(file, "domain");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void libvirtDefinesTheMachine(Case machine) throws IOException {
        OutsideTool virsh = OutsideTool.named("virsh");
        Assumptions.assumeTrue(virsh.isInstalled(), "virsh is not installed: libvirt-clients");
        // The test driver takes its own domain type and its own kind of guest, and parses everything else alike.
        String xml = xml(machine, Path.of("/srv/kvm/m")).replaceFirst("type=\"kvm\"", "type=\"test\"");
        Path file = Files.writeString(temp.resolve("domain.xml"), xml);

        assertThat(virsh.run("-c", "test:///default", "define", "--file", file)).contains("defined");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void qemuStartsWhatTheScriptSays(Case machine) throws IOException, InterruptedException {
        OutsideTool qemu = OutsideTool.named("qemu-system-x86_64");
        OutsideTool img = OutsideTool.named("qemu-img");
        Assumptions.assumeTrue(qemu.isInstalled() && img.isInstalled(), "qemu is not installed: qemu-system-x86");
        Assumptions.assumeTrue(
                !machine.hardware().firmware().isUefi() || Files.exists(Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd")),
                "no UEFI firmware: ovmf");
        Path folder = Files.createDirectories(temp.resolve("it's a, folder $(x)"));
        for (DiskFile disk : files(machine, folder)) {
            Files.createDirectories(disk.image().getParent());
            img.run("create", "-q", "-f", "qcow2", disk.image(), "1M");
        }
        Path script = Files.writeString(folder.resolve("qemu.sh"), script(machine, folder));

        // Stopped before the first instruction, told to quit by its monitor (Ctrl-A c): every device is made by then.
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString(), "-S", "-m", "64", "-display", "none")
                .redirectErrorStream(true);
        builder.environment().put("P2V_ACCEL", "tcg");
        builder.environment().put("P2V_VNC", "59");
        Process started = builder.start();
        started.getOutputStream().write("\u0001cquit\n".getBytes());
        started.getOutputStream().close();
        String said = new String(started.getInputStream().readAllBytes());

        assertThat(started.waitFor()).as(said).isZero();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void proxmoxTakesEachField(Case machine) throws IOException {
        assertThat(ProxmoxSyntax.faults(proxmox(machine, Path.of("/srv/kvm/m"))))
                .isEmpty();
    }

    private static String xml(Case machine, Path folder) throws IOException {
        return DomainXml.of(blueprint(machine, folder), machine.wishes(), new HostFeatures(Accelerator.KVM, true));
    }

    private static String script(Case machine, Path folder) throws IOException {
        return QemuScript.of(blueprint(machine, folder), machine.wishes(), folder);
    }

    private static String proxmox(Case machine, Path folder) throws IOException {
        return ProxmoxConf.of(blueprint(machine, folder), machine.wishes(), folder);
    }

    private static Blueprint blueprint(Case machine, Path folder) {
        return new Blueprint(
                machine.hardware(),
                GuestSystem.of(machine.guest(), machine.hardware().guestOs()),
                Board.of(machine.hardware().firmware(), Optional.of(machine.q35())),
                files(machine, folder),
                ID);
    }

    private static List<DiskFile> files(Case machine, Path folder) {
        List<DiskDrive> disks = machine.hardware().disks();
        return IntStream.range(0, disks.size())
                .mapToObj(i -> new DiskFile(
                        folder.resolve("disks/d" + i + ".qcow2"),
                        "qcow2",
                        disks.get(i).at(),
                        false,
                        i == 0 ? Optional.of("WD-WMAYP 1234567.+_-LONG") : Optional.of("bad,serial" + i),
                        Optional.of(i == 0 ? "0x5000C500A1B2C3D4" : "eui.0025388b91d0b4e7")))
                .toList();
    }

    private static Case bare(String name, MachineHardware hardware) {
        return new Case(name, hardware, Map.of(), false, Wishes.NONE);
    }

    private static DriveAddress scsi(ScsiModel model, int controller, int unit) {
        return new DriveAddress(Bus.SCSI, model, controller, unit);
    }

    private static MachineHardware machine(String name, Firmware firmware, DriveAddress... disks) {
        return new MachineHardware(
                name,
                firmware,
                new CpuTopology(2, 3, 1),
                (512L << 20) + 1,
                Optional.of("winnetenterprise"),
                Optional.empty(),
                Stream.of(disks).map(at -> new DiskDrive(at, "x.vmdk")).toList(),
                List.of(new RemovableDrive(DriveAddress.of(Bus.IDE, 1, 0))),
                List.of(new RemovableDrive(DriveAddress.of(Bus.FLOPPY, 0, 0))),
                List.of(
                        nic("00:0c:29:00:00:01", NicModel.FLEXIBLE, "DMZ", true),
                        nic("00:0c:29:00:00:02", NicModel.VMXNET3, "<&'\"", false),
                        nic("00:0c:29:00:00:03", NicModel.VIRTIO, "LAN", true),
                        nic("00:0c:29:00:00:04", NicModel.RTL8139, "LAN", true)),
                new GuestClock(false, name.equals("mixed") ? 3600 : 0),
                Optional.of(8L << 20),
                true);
    }

    private static Nic nic(String mac, NicModel model, String network, boolean connected) {
        return new Nic(MacAddress.parse(mac), model, Optional.of(network), connected);
    }
}
