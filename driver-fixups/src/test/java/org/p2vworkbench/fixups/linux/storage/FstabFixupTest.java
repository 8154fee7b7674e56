package org.p2vworkbench.fixups.linux.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.SampleGuests;
import org.p2vworkbench.fixups.linux.facts.LinuxInspection;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Draft;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.MachineFacts;

class FstabFixupTest {

    @TempDir
    Path root;

    private static Draft planned(GuestTree guest) throws IOException {
        Draft draft = new Draft(guest);
        new FstabFixup()
                .plan(
                        Relocation.of(guest, LinuxInspection.of(guest), MachineFacts.NONE, LinuxOptions.DEFAULT),
                        draft.edits("fstab"));
        return draft;
    }

    @Test
    void smartArrayNamesBecomeUuids() throws IOException {
        Draft draft = planned(SampleGuests.centos5(root));

        assertThat(draft.text("/etc/fstab").orElseThrow())
                .isEqualTo("""
                        UUID=%s       /                       ext3    defaults        1 1
                        UUID=%s       /boot                   ext3    defaults        1 2
                        tmpfs                   /dev/shm                tmpfs   defaults        0 0
                        UUID=%s       swap                    swap    defaults        0 0
                        """.formatted(SampleGuests.ROOT_UUID, SampleGuests.BOOT_UUID, SampleGuests.SWAP_UUID));
        assertThat(draft.plan().findings()).isEmpty();
    }

    @Test
    void idsOfDisksBecomeUuids() throws IOException {
        assertThat(planned(SampleGuests.sles11(root)).text("/etc/fstab").orElseThrow())
                .doesNotContain("/dev/disk")
                .contains("UUID=" + SampleGuests.SWAP_UUID + " swap");
    }

    @Test
    void multipathNamesBecomeUuids() throws IOException {
        assertThat(planned(SampleGuests.el9(root)).text("/etc/fstab").orElseThrow())
                .startsWith("UUID=" + SampleGuests.ROOT_UUID + " / xfs");
    }

    @Test
    void driveForCdsStaysAsItIs() throws IOException {
        assertThat(planned(SampleGuests.debian12(root)).text("/etc/fstab").orElseThrow())
                .contains("/dev/sr0 /media/cdrom0");
    }

    @Test
    void diskThatDidNotComeIsCommentedOutAndReported() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root)
                .with("/etc/fstab", "/dev/sda2 / ext4 defaults 0 1\n/dev/sdb1 /srv ext4 defaults 0 2\n");

        Draft draft = planned(guest);

        assertThat(draft.text("/etc/fstab").orElseThrow()).contains("# not on this machine: /dev/sdb1 /srv");
        assertThat(draft.plan().findings()).singleElement().satisfies(finding -> assertThat(finding.text())
                .contains("/dev/sdb1 on /srv"));
    }

    /** The partition with that number holds something else: it is not the one that was meant. */
    @Test
    void filesystemOfAnotherKindIsNotTaken() throws IOException {
        FolderGuest guest = SampleGuests.debian12(root)
                .with("/etc/fstab", "/dev/sda2 / ext4 defaults 0 1\n/dev/sda3 /srv xfs defaults 0 2\n");

        assertThat(planned(guest).plan().findings()).extracting(Finding::code).containsExactly("LINUX-FSTAB-LOST");
    }

    @Test
    void guestWithoutOneIsReported() throws IOException {
        assertThat(planned(new FolderGuest(root)).plan().findings())
                .extracting(Finding::code)
                .containsExactly("LINUX-FSTAB-MISSING");
    }
}
