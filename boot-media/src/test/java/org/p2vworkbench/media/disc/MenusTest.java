package org.p2vworkbench.media.disc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.p2vworkbench.media.parts.Architecture;

class MenusTest {

    @Test
    void a64BitMediumLooksAtTheProcessorFirst() {
        assertThat(Menus.syslinux(Architecture.AMD64, "/boot/"))
                .contains("default check", "append agent -- none64", "kernel /boot/vmlinuz", "initrd /boot/agent.img");
        assertThat(Menus.syslinux(Architecture.I386, ""))
                .contains("default agent", "kernel vmlinuz")
                .doesNotContain("ifcpu64");
        assertThat(Menus.without64Bits()).contains("--arch i386");
    }

    @Test
    void linesForTheScreenAndForTheSerialLineDifferInWhoComesLast() {
        assertThat(Menus.grub("/boot/")).contains("linux /boot/vmlinuz console=ttyS0,115200 console=tty0 quiet ");
        assertThat(Menus.grub("/boot/")).contains("linux /boot/vmlinuz console=tty0 console=ttyS0,115200 panic");
    }

    @Test
    void ipxeFetchesWhatLiesBesideItsScript() {
        assertThat(Menus.ipxe())
                .startsWith("#!ipxe\nkernel vmlinuz initrd=agent.img ")
                .endsWith("boot\n");
    }
}
