package org.p2vworkbench.fixups.appliance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FstabEntryTest {

    @Test
    void onlyFilesystemsOnDisksCount() {
        assertThat(FstabEntry.of("""
                        # <file system> <mount point> <type> <options>
                        UUID=32769cd1-9629-4d11-ad98-2391cc176b58 / ext4 errors=remount-ro 0 1
                        LABEL=boot\t/boot\text2
                          /dev/mapper/vg0-var   /var   xfs   defaults 0 2
                        /dev/sda3 none swap sw 0 0
                        /dev/sda3 /swap swap sw 0 0
                        proc /proc proc defaults 0 0
                        tmpfs /tmp tmpfs size=1g 0 0
                        filer:/home /home nfs rw 0 0
                        //filer/share /mnt cifs guest 0 0
                        /dev/cdrom /media/cdrom iso9660 ro,noauto 0 0
                        /dev/sr0 /media/dvd udf,iso9660 user,noauto 0 0
                        /dev/sdb1
                        """))
                .contains(
                        new FstabEntry("UUID=32769cd1-9629-4d11-ad98-2391cc176b58", "/"),
                        new FstabEntry("LABEL=boot", "/boot"),
                        new FstabEntry("/dev/mapper/vg0-var", "/var"))
                .noneMatch(entry -> entry.path().startsWith("/media"))
                .hasSize(3);
    }
}
