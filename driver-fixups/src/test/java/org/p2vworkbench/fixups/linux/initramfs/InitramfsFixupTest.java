package org.p2vworkbench.fixups.linux.initramfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.SampleGuests;
import org.p2vworkbench.fixups.linux.facts.LinuxInspection;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Draft;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.RepairPlan;

class InitramfsFixupTest {

    private static final String DEBIAN_IMAGE = "boot/initrd.img-6.1.0-30-amd64";

    @TempDir
    Path scratch;

    private Path root;
    private ImageTree tree;

    @BeforeEach
    void makeFolders() throws IOException {
        root = Files.createDirectory(scratch.resolve("root"));
        tree = new ImageTree(Files.createDirectory(scratch.resolve("tree")));
    }

    private void debianTree() throws IOException {
        String modules = "usr/lib/modules/6.1.0-30-amd64/";
        tree.with(modules + "kernel/drivers/scsi/scsi_mod.ko", "module")
                .with(modules + "kernel/drivers/scsi/sd_mod.ko", "module")
                .with(modules + "kernel/drivers/scsi/megaraid/megaraid_sas.ko", "module")
                .with(modules + "modules.dep", "kernel/drivers/scsi/scsi_mod.ko:\n")
                .with("scripts/functions", "")
                .with("conf/modules", "megaraid_sas\n")
                .with("conf/conf.d/resume", "RESUME=/dev/sda3\n")
                .link("lib", "usr/lib");
    }

    private static RepairPlan plan(GuestTree guest, LinuxOptions options) throws IOException {
        Draft draft = new Draft(guest);
        InitramfsFixup fixup = new InitramfsFixup();
        fixup.plan(
                Relocation.of(guest, LinuxInspection.of(guest), MachineFacts.NONE, options), draft.edits(fixup.name()));
        return draft.plan();
    }

    private static void apply(RepairPlan plan, FolderGuest guest) throws IOException {
        plan.apply(guest, (path, content) -> path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip -n", "xz --check=crc32", "zstd -q", "lz4 -l", "cat"})
    void driversAreThereAfterwardsAndEverythingElseToo(String compressor) throws IOException {
        FolderGuest guest = SampleGuests.debian12(root);
        debianTree();
        Files.delete(root.resolve(DEBIAN_IMAGE));
        tree.image(root.resolve(DEBIAN_IMAGE), compressor);
        byte[] before = Files.readAllBytes(root.resolve(DEBIAN_IMAGE));

        RepairPlan plan = plan(guest, LinuxOptions.DEFAULT);
        apply(plan, guest);

        assertThat(plan.findings()).isEmpty();
        Initramfs after = InitramfsReader.read(guest.read("/" + DEBIAN_IMAGE));
        String modules = "usr/lib/modules/6.1.0-30-amd64/";
        assertThat(after.files())
                .containsKeys(
                        modules + "kernel/drivers/scsi/megaraid/megaraid_sas.ko",
                        modules + "kernel/drivers/block/virtio_blk.ko",
                        modules + "kernel/drivers/virtio/virtio_pci.ko",
                        modules + "kernel/drivers/ata/ahci.ko");
        assertThat(after.files().get("lib").isLink()).isTrue();
        assertThat(after.text("conf/modules").orElseThrow())
                .startsWith("megaraid_sas\nvirtio\nvirtio_ring\nvirtio_blk\nvirtio_pci\n");
        assertThat(after.text("conf/conf.d/resume"))
                .contains("RESUME=/dev/disk/by-uuid/" + SampleGuests.SWAP_UUID + "\n");
        assertThat(Files.readAllBytes(root.resolve(DEBIAN_IMAGE))).startsWith(before);
    }

    @Test
    void secondRunChangesNothing() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root);
        debianTree();
        Files.delete(root.resolve(DEBIAN_IMAGE));
        tree.image(root.resolve(DEBIAN_IMAGE), "zstd -q");
        apply(plan(guest, LinuxOptions.DEFAULT), guest);

        assertThat(plan(guest, LinuxOptions.DEFAULT).changes()).isEmpty();
    }

    /** The host's cpio unpacks one archive after the other, as the kernel does, and kmod reads what is there then. */
    @Test
    void modprobeFindsTheDriverInTheUnpackedImage() throws IOException {
        assumeTrue(OutsideTool.named("modprobe").isInstalled(), "kmod is not installed: nothing reads the index");
        FolderGuest guest = SampleGuests.debian12(root).with("/lib/modules/6.1.0-30-amd64/modules.dep.bin", "index");
        debianTree();
        Files.delete(root.resolve(DEBIAN_IMAGE));
        tree.image(root.resolve(DEBIAN_IMAGE), "gzip -n");
        long before = Files.size(root.resolve(DEBIAN_IMAGE));
        apply(plan(guest, LinuxOptions.DEFAULT), guest);

        Path unpacked = Files.createDirectory(scratch.resolve("unpacked"));
        String unpack = "head -c %2$d '%1$s' | gzip -dc | cpio --quiet -idu;"
                + " tail -c +%3$d '%1$s' | gzip -dc | cpio --quiet -idu";
        OutsideTool.named("bash")
                .run(
                        "-c",
                        "cd '%s'; ".formatted(unpacked)
                                + unpack.formatted(
                                        root.resolve(DEBIAN_IMAGE), before, before + CpioEntry.padding(before) + 1));

        assertThat(OutsideTool.named("modprobe")
                        .run("-d", unpacked, "-S", "6.1.0-30-amd64", "--show-depends", "virtio_blk"))
                .containsSubsequence("/virtio.ko", "/virtio_ring.ko", "/virtio_blk.ko");
    }

    @Test
    void nashLoadsTheDriversBeforeItLooksAtDisks() throws IOException {
        FolderGuest guest = SampleGuests.centos5(root);
        Path image = root.resolve("boot/initrd-2.6.18-398.el5.img");
        Files.delete(image);
        tree.with("lib/scsi_mod.ko", "module")
                .with("lib/cciss.ko", "module")
                .with("init", """
                        #!/bin/nash
                        echo "Loading scsi_mod.ko module"
                        insmod /lib/scsi_mod.ko
                        echo "Loading cciss.ko module"
                        insmod /lib/cciss.ko
                        echo Waiting for driver initialization.
                        mkblkdevs
                        resume /dev/cciss/c0d0p3
                        echo Creating root device.
                        mkrootdev -t ext3 -o defaults,ro cciss/c0d0p2
                        """)
                .image(image, "gzip -n");

        RepairPlan plan = plan(guest, LinuxOptions.DEFAULT);
        apply(plan, guest);

        assertThat(plan.findings()).isEmpty();
        Initramfs after = InitramfsReader.read(guest.read("/boot/initrd-2.6.18-398.el5.img"));
        assertThat(after.files()).containsKeys("lib/virtio_pci.ko", "lib/virtio_blk.ko", "lib/sd_mod.ko");
        assertThat(after.files()).doesNotContainKey("lib/modules");
        assertThat(after.text("init").orElseThrow())
                .containsSubsequence(
                        "insmod /lib/cciss.ko",
                        "insmod /lib/virtio.ko",
                        "insmod /lib/virtio_ring.ko",
                        "insmod /lib/virtio_blk.ko",
                        "insmod /lib/virtio_pci.ko",
                        "mkblkdevs",
                        "resume /dev/vda3",
                        "mkrootdev -t ext3 -o defaults,ro vda2")
                .doesNotContain("insmod /lib/scsi_mod.ko\ninsmod /lib/scsi_mod.ko");
    }

    @Test
    void fullBootIsFoundBeforeAnythingIsTouched() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root).withFreeBytes(1000);
        debianTree();
        Files.delete(root.resolve(DEBIAN_IMAGE));
        tree.image(root.resolve(DEBIAN_IMAGE), "gzip -n");

        RepairPlan plan = plan(guest, LinuxOptions.DEFAULT);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("LINUX-BOOT-FULL");
            assertThat(finding.text()).contains("6.1.0-30-amd64").contains("in /boot");
        });
    }

    @Test
    void imageOfAnotherKindIsAFindingAndNoError() throws IOException {
        RepairPlan plan = plan(SampleGuests.debian12(root), LinuxOptions.DEFAULT);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.findings()).extracting(Finding::code).containsExactly("LINUX-INITRAMFS-UNREADABLE");
    }

    @Test
    void fullBootKeepsTheGuestsOwnToolFromRunning() throws IOException {
        FolderGuest guest = SampleGuests.el9(root).withFreeBytes(1000);
        LinuxOptions rebuild = new LinuxOptions(Optional.empty(), LinuxOptions.InitramfsWay.REBUILD, false, 60);

        RepairPlan plan = plan(guest, rebuild);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.findings()).extracting(Finding::code).containsExactly("LINUX-BOOT-FULL");
    }

    @Test
    void guestsOwnToolRunsWhenThatIsWanted() throws IOException {
        FolderGuest guest = SampleGuests.el9(root);
        LinuxOptions rebuild = new LinuxOptions(
                Optional.empty(), LinuxOptions.InitramfsWay.REBUILD, false, LinuxOptions.DEFAULT.commandLimitSeconds());

        apply(plan(guest, rebuild), guest);

        assertThat(guest.commands()).singleElement().satisfies(command -> assertThat(command.words())
                .startsWith("dracut", "--force", "--no-hostonly")
                .endsWith("/boot/initramfs-5.14.0-427.el9.x86_64.img", "5.14.0-427.el9.x86_64"));
    }
}
