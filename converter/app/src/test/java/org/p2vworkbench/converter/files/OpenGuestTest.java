package org.p2vworkbench.converter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.converter.foreign.ForeignFormat;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.source.SourceOptions;
import org.p2vworkbench.converter.source.VmdkParts;
import org.p2vworkbench.converter.store.Store;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.machine.OldLinuxServer;
import org.p2vworkbench.fixtures.machine.OldWindowsServer;

/** Both old servers in one appliance, because starting one costs as much as all the rest. */
class OpenGuestTest {

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    @Tag("slow")
    void filesOfOldServersAreReadOutOfTheirImages() throws IOException {
        OutsideTool qemuImg = OutsideTool.named("qemu-img");
        assumeTrue(qemuImg.isInstalled(), "SKIPPED: qemu-img is not installed");
        Path linux = vmdk(qemuImg, OldLinuxServer.usual(3).writeTo(folder.resolve("linux.raw")));
        Path windows = vmdk(qemuImg, OldWindowsServer.usual(4).writeTo(folder.resolve("windows.raw")));

        try (Scratch scratch = Scratch.in(folder)) {
            SourceOptions options = new SourceOptions(
                    ForeignFormat.andOwn(), Optional.empty(), false, HoleMap.UNKNOWN, scratch, new VmdkParts());
            MachineDisks machine = new MachineDisks(new Store(folder), options, said::add);
            try (OpenGuest guest = OpenGuest.over(
                    machine.open(List.of(linux.toString(), windows.toString())),
                    DiskAssembly.AS_THEY_ARE,
                    List.of(),
                    said::add)) {
                systemsAreFound(guest);
                linuxFilesAreThere(guest);
                windowsFilesAreThereInAnyCase(guest);
                folderIsBrought(guest);
            }
        }
        assertThat(said).contains("starting the appliance, about 25 s");
    }

    private static Path vmdk(OutsideTool qemuImg, Path raw) throws IOException {
        Path vmdk = raw.resolveSibling(raw.getFileName().toString().replace(".raw", ".vmdk"));
        qemuImg.run("convert", "-f", "raw", "-O", "vmdk", raw, vmdk);
        Files.delete(raw);
        return vmdk;
    }

    private static void systemsAreFound(OpenGuest guest) throws IOException {
        GuestListing.Overview overview = new GuestListing("web01", guest.files(), said -> {}).overview();

        assertThat(overview.filesystems())
                .extracting(each -> each.device() + " " + each.type() + " " + each.label())
                .containsExactly(
                        "/dev/sda1 ext2 boot", "/dev/sda2 ext3 root", "/dev/sda3 swap ", "/dev/sdb1 ntfs SYSTEM");
        assertThat(overview.guests()).singleElement().satisfies(root -> {
            assertThat(root.device()).isEqualTo("/dev/sda2");
            assertThat(root.product()).isEqualTo("debian 5.0.10");
            assertThat(root.mountpoints()).containsEntry("/boot", "/dev/sda1").containsEntry("/", "/dev/sda2");
        });
    }

    private static void linuxFilesAreThere(OpenGuest guest) throws IOException {
        GuestListing.Folder etc = new GuestListing("web01", guest.files(), said -> {}).folder("/etc");

        assertThat(etc.entries()).extracting(GuestListing.Entry::name).contains("fstab", "network", "hostname");
        assertThat(etc.entries())
                .filteredOn(entry -> entry.name().equals("hostname"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.type()).isEqualTo("file");
                    assertThat(entry.size()).isEqualTo(6);
                    assertThat(entry.mtime()).startsWith("20");
                });
        assertThat(printed(guest, "/etc/hostname")).isEqualTo("web01\n");
        assertThat(printed(guest, "/boot/grub/device.map")).isEqualTo("(hd0)\t/dev/sda\n");
        assertThat(printed(guest, "/sbin/init")).startsWith("\u007fELF").hasSizeGreaterThan(32_000 - 1);
        assertThatThrownBy(() -> printed(guest, "/etc/HOSTNAME")).isInstanceOf(SourceUnreachableException.class);
    }

    private static void windowsFilesAreThereInAnyCase(OpenGuest guest) throws IOException {
        assertThat(printed(guest, "C:\\BOOT.INI")).contains("Windows Server 2003");
        assertThat(printed(guest, "/dev/sdb1:/windows/System32/HAL.DLL")).startsWith("MZ");
        assertThatThrownBy(() -> printed(guest, "C:\\nothing\\here")).isInstanceOf(SourceUnreachableException.class);
    }

    private static String printed(OpenGuest guest, String path) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GuestPlaces.Place place = new GuestPlaces("web01", guest.files(), said -> {}).find(path);
        new GuestTransfer("web01", guest.files()).print(place, out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private void folderIsBrought(OpenGuest guest) throws IOException {
        GuestPlaces.Place place = new GuestPlaces("web01", guest.files(), said -> {}).find("/var/www");

        GuestTransfer.Brought brought = new GuestTransfer("web01", guest.files()).bring(place, folder, false);

        assertThat(brought.files()).isEqualTo(40);
        assertThat(brought.left()).isEmpty();
        assertThat(folder.resolve("www/page-07.html")).content().startsWith("<h1>Product 7</h1>");
        assertThat(folder.resolve("www/images")).isDirectoryContaining("glob:**product-19.jpg");
    }
}
