package org.p2vworkbench.fixups.linux.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.SampleGuests;
import org.p2vworkbench.fixups.linux.facts.LinuxInspection;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Draft;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.MachineFacts;

class RootArgumentFixupTest {

    private static final String ROOT = "root=UUID=" + SampleGuests.ROOT_UUID;

    @TempDir
    Path root;

    private static Draft planned(GuestTree guest) throws IOException {
        Draft draft = new Draft(guest);
        new RootArgumentFixup()
                .plan(
                        Relocation.of(guest, LinuxInspection.of(guest), MachineFacts.NONE, LinuxOptions.DEFAULT),
                        draft.edits("root-argument"));
        return draft;
    }

    @Test
    void everyEntryOfGrub2IsEditedAndNothingElse() throws IOException {
        String before = SampleGuests.debian12(root).text("/boot/grub/grub.cfg").orElseThrow();

        assertThat(planned(SampleGuests.debian12(root))
                        .text("/boot/grub/grub.cfg")
                        .orElseThrow())
                .isEqualTo(before.replace("root=/dev/sda2 ro  quiet", ROOT + " ro quiet")
                        .replace("root=/dev/sda2", ROOT));
    }

    @Test
    void kernelsOfGrubLegacyAndThoseUnderXenAreEdited() throws IOException {
        assertThat(planned(SampleGuests.centos5(root))
                        .text("/boot/grub/grub.conf")
                        .orElseThrow())
                .contains("\tkernel /vmlinuz-2.6.18-398.el5 ro " + ROOT + " rhgb quiet")
                .contains("\tmodule /vmlinuz-2.6.18-398.el5xen ro " + ROOT)
                .contains("\tkernel /xen.gz-2.6.18-398.el5\n")
                .contains("#boot=/dev/cciss/c0d0");
    }

    @Test
    void entryFilesAndWhatMakesNewOnesAreEdited() throws IOException {
        Draft draft = planned(SampleGuests.el9(root));

        assertThat(draft.text("/boot/loader/entries/0123456789abcdef-5.14.0-427.el9.x86_64.conf")
                        .orElseThrow())
                .contains("options " + ROOT + " ro crashkernel=1G-4G:192M resume=/dev/mapper/mpatha3 $tuned_params");
        assertThat(draft.text("/etc/kernel/cmdline").orElseThrow()).startsWith(ROOT + " ro");
    }

    /** Without an initramfs the kernel looks the device up itself, and knows no UUIDs of filesystems. */
    @Test
    void kernelWithoutInitramfsGetsTheNewName() throws IOException {
        assertThat(planned(SampleGuests.debian12(root)
                                .with(
                                        "/boot/grub/grub.cfg",
                                        "menuentry 'own' {\n linux /vmlinuz-own root=/dev/sda2 ro\n}\n"))
                        .text("/boot/grub/grub.cfg")
                        .orElseThrow())
                .contains("root=/dev/vda2 ro");
    }

    @Test
    void environmentOfGrubKeepsItsSize() throws IOException {
        String block = "# GRUB Environment Block\nkernelopts=root=/dev/sda2 ro rhgb\nboot_success=1\n";
        Draft draft = planned(
                SampleGuests.debian12(root).with("/boot/grub2/grubenv", block + "#".repeat(1024 - block.length())));

        assertThat(draft.text("/boot/grub2/grubenv").orElseThrow())
                .hasSize(1024)
                .contains("kernelopts=" + ROOT + " ro rhgb\nboot_success=1\n####");
    }

    @Test
    void rootOfLiloIsQuoted() throws IOException {
        Draft draft = planned(SampleGuests.debian12(root)
                .with(
                        "/etc/lilo.conf",
                        "boot=/dev/sda\nimage=/vmlinuz\n\tlabel=Linux\n\troot=/dev/sda2\n\tinitrd=/initrd.img\n"));

        assertThat(draft.text("/etc/lilo.conf").orElseThrow())
                .contains("\troot=\"UUID=" + SampleGuests.ROOT_UUID + "\"\n");
    }

    @Test
    void extlinuxIsEdited() throws IOException {
        Draft draft = planned(SampleGuests.debian12(root)
                .with(
                        "/boot/extlinux/extlinux.conf",
                        "DEFAULT l0\nLABEL l0\n\tLINUX ../vmlinuz\n\tAPPEND initrd=../initrd.img root=/dev/sda2 ro\n"));

        assertThat(draft.text("/boot/extlinux/extlinux.conf").orElseThrow())
                .contains("APPEND initrd=../initrd.img " + ROOT + " ro");
    }

    @Test
    void rootOnADiskThatDidNotComeIsReported() throws IOException {
        Draft draft = planned(SampleGuests.debian12(root)
                .with(
                        "/boot/grub/grub.cfg",
                        "menuentry 'old' {\n linux /vmlinuz root=/dev/sdc1\n initrd /initrd.img\n}\n"));

        assertThat(draft.plan().findings()).extracting(Finding::code).containsExactly("LINUX-ROOT-LOST");
    }
}
