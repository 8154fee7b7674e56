package org.p2vworkbench.fixups.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixups.guest.CommandOutcome;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions.InitramfsWay;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.RepairException;
import org.p2vworkbench.fixups.plan.Severity;

/** Guests that are not as they should be: what is wrong is said, and the rest is repaired. */
final class BadGuestTest {

    @TempDir
    Path root;

    private static LinuxRepair plan(FolderGuest guest) throws IOException {
        return LinuxRepair.plan(guest, LinuxOptions.DEFAULT, MachineFacts.NONE);
    }

    @Test
    void linesOfFstabThatAreNoneStayAsTheyAre() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root)
                .with("/etc/fstab", "/dev/sda2\n\u0001\u0002 what\n/dev/sda2 / ext4 defaults 0 1\n/dev/sda3 swap");

        plan(guest).plan().apply(guest, (path, content) -> path);

        assertThat(root.resolve("etc/fstab"))
                .hasContent("/dev/sda2\n\u0001\u0002 what\nUUID=%s / ext4 defaults 0 1\n/dev/sda3 swap"
                        .formatted(SampleGuests.ROOT_UUID));
    }

    @Test
    void bytesInsteadOfFstabAreNoError() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root);
        Files.write(root.resolve("etc/fstab"), new byte[] {0, (byte) 0xff, (byte) 0xfe, 10, 0, 32, 9, 32, (byte) 0x80});

        assertThat(plan(guest).plan().changes())
                .noneMatch(change -> change.target().equals("/etc/fstab"));
    }

    @Test
    void kernelThatIsGoneIsReported() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root);
        for (String name : guest.names("/boot")) {
            if (name.startsWith("vmlinuz") || name.startsWith("initrd")) {
                Files.delete(root.resolve("boot").resolve(name));
            }
        }

        assertThat(plan(guest).plan().findings()).extracting(Finding::code).contains("LINUX-NO-KERNEL");
    }

    @Test
    void kernelWithoutItsInitramfsIsReported() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root);
        for (String name : guest.names("/boot")) {
            if (name.startsWith("initrd")) {
                Files.delete(root.resolve("boot").resolve(name));
            }
        }

        assertThat(plan(guest).plan().findings())
                .filteredOn(finding -> finding.code().equals("LINUX-INITRAMFS-MISSING"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                    assertThat(finding.remedy()).contains("convert again");
                });
    }

    @Test
    void bootLoaderThatNobodyKnowsIsAFindingAndTheRestIsRepaired() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root);
        for (String menu : new String[] {"boot/grub/grub.cfg", "boot/grub/grubenv"}) {
            Files.deleteIfExists(root.resolve(menu));
        }

        LinuxRepair repair = plan(guest);

        assertThat(repair.plan().findings()).extracting(Finding::code).contains("LINUX-LOADER-UNKNOWN");
        assertThat(repair.plan().changes()).anyMatch(change -> change.target().equals("/etc/fstab"));
    }

    @Test
    void linksInACircleAndOutOfTheGuestLeadNowhere() throws IOException {
        Path outside = Files.writeString(root.resolveSibling("outside-" + root.getFileName()), "/dev/sda2 / ext4\n");
        Path guestRoot = Files.createDirectory(root.resolve("guest"));
        FolderGuest guest = SampleGuests.debian12(guestRoot);
        Files.delete(guestRoot.resolve("etc/fstab"));
        guest.link("/etc/fstab", "/../../" + outside.getFileName());
        guest.link("/etc/crypttab", "mdadm.conf");
        guest.link("/etc/mdadm.conf", "crypttab");

        LinuxRepair repair = plan(guest);
        repair.plan().apply(guest, (path, content) -> path);

        assertThat(repair.plan().findings()).extracting(Finding::code).contains("LINUX-FSTAB-MISSING");
        assertThat(outside).hasContent("/dev/sda2 / ext4\n");
        Files.delete(outside);
    }

    @Test
    void toolThatHangsIsNamedWithItsLimit() throws IOException {
        FolderGuest guest =
                SampleGuests.el9(root).thatRuns(command -> new CommandOutcome(CommandOutcome.Ending.HUNG, ""));
        LinuxOptions rebuild = new LinuxOptions(LinuxOptions.DEFAULT.disks(), InitramfsWay.REBUILD, false, 7);

        assertThatThrownBy(() -> LinuxRepair.plan(guest, rebuild, MachineFacts.NONE)
                        .plan()
                        .apply(guest, (path, content) -> path))
                .isInstanceOf(RepairException.class)
                .hasMessageContaining("dracut")
                .hasMessageContaining("did not end within 7 s");
    }
}
