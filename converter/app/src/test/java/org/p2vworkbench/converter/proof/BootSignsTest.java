package org.p2vworkbench.converter.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What machines say, and what it proves. */
class BootSignsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Debian GNU/Linux 12 web01 ttyS0; ;web01 login:            | LOGIN
                    CentOS release 5.11 (Final);Kernel 2.6.18 on an i686; ;db login: | LOGIN
                    Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0) | PANIC
                    Please unlock disk sda2_crypt:                            | PASSPHRASE
                    ;Enter passphrase for /dev/sda2:                          | PASSPHRASE
                    ALERT!  /dev/sda2 does not exist.  Dropping to a shell!   | RESCUE
                    BusyBox v1.35.0 (Debian);;(initramfs)                     | RESCUE
                    You are in emergency mode. After logging in, type journal | RESCUE
                    Give root password for maintenance                        | RESCUE
                    VFS: Cannot open root device "sda2" or unknown-block(0,0) | RESCUE
                    *** STOP: 0x0000007B (0xF789E524,0xC0000034,0x0,0x0)      | BLUESCREEN
                    Your PC ran into a problem;Stop code: INACCESSIBLE_BOOT_DEVICE | BLUESCREEN
                    Boot failed: not a bootable disk;;No bootable device.     | NOTHING_TO_BOOT
                    BdsDxe: No bootable option or device was found.           | NOTHING_TO_BOOT
                    NTLDR is missing;Press Ctrl+Alt+Del to restart            | NOTHING_TO_BOOT
                    error: no such device: 1234.;Entering rescue mode...;grub rescue> | BOOTLOADER
                    Minimal BASH-like line editing is supported.;grub>        | BOOTLOADER
                    """)
    void whatItProves(String said, Verdict verdict) {
        assertThat(BootSigns.in(said.replace(';', '\n')))
                .map(BootSigns.Proved::verdict)
                .contains(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Last login: Mon Jan 1 on tty1
                    web01 login: root;Password:;root@web01:~#
                    [ 1.2] Linux version 6.1.0-18-amd64
                    Starting Getty on tty1...
                    GNU GRUB  version 2.06
                    echo "grub rescue> is what it says" > notes
                    """)
    void whatProvesNothingYet(String said) {
        assertThat(BootSigns.in(said.replace(';', '\n'))).isEmpty();
    }

    @Test
    void theWordsAreKept() {
        assertThat(BootSigns.in("x\nKernel panic - not syncing: Attempted to kill init!\n[end]"))
                .map(BootSigns.Proved::words)
                .contains("Kernel panic - not syncing: Attempted to kill init!");
    }

    @Test
    void aLoaderIsKnownByItsName() {
        assertThat(BootSigns.loaderSpoke("\nGRUB loading.\nWelcome to GRUB!")).isTrue();
        assertThat(BootSigns.loaderSpoke("SeaBIOS (version 1.16.2)")).isFalse();
    }
}
