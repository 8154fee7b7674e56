package org.p2vworkbench.converter.fixup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.converter.process.RunFolder;
import org.p2vworkbench.fixups.plan.BootCode;

/**
 * GRUB made from this host's files, for guests that bring no boot loader. All that it needs to read a guest is in its
 * core, so nothing of it has to lie in the guest's filesystem and fit to it.
 */
public final class HostGrub implements BootCode.Maker {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Path FILES = Path.of("/usr/lib/grub/i386-pc");
    private static final Path BOOT_SECTOR = FILES.resolve("boot.img");

    /** Debian's name, and Fedora's. */
    private static final List<OutsideProgram> MAKERS = List.of(
            new OutsideProgram("grub-mkimage", "grub-common"),
            new OutsideProgram("grub2-mkimage", "grub2-tools-extra"));

    /** Disks, tables, filesystems, what menus say, and both kinds of Linux's boot protocol. */
    private static final List<String> MODULES = List.of(
            "biosdisk",
            "memdisk",
            "tar",
            "part_msdos",
            "part_gpt",
            "ext2",
            "xfs",
            "btrfs",
            "reiserfs",
            "jfs",
            "lvm",
            "mdraid09",
            "mdraid1x",
            "search",
            "search_fs_file",
            "search_fs_uuid",
            "search_label",
            "normal",
            "configfile",
            "legacycfg",
            "linux",
            "linux16",
            "test",
            "echo",
            "loadenv",
            "gzio",
            "xzio",
            "lzopio",
            "serial",
            "terminal",
            "minicmd",
            "sleep",
            "regexp",
            "halt",
            "reboot");

    /** Where a filesystem of its own is mounted on /boot, the menu lies one folder higher. */
    private static final String FIRST_SCRIPT = """
            if search --no-floppy --file --set=root %1$s ; then
                set boot=($root)/boot
            else
                search --no-floppy --file --set=root %2$s
                set boot=($root)
            fi
            export boot
            set prefix=$boot/grub
            configfile $prefix/p2v.cfg
            """.formatted(BootCode.MENU, BootCode.MENU.substring("/boot".length()));

    /** Whether this host has what {@link #make} needs. */
    public static boolean isThere() {
        return maker().isPresent() && Files.isReadable(BOOT_SECTOR);
    }

    private static Optional<OutsideProgram> maker() {
        return MAKERS.stream().filter(program -> program.location().isPresent()).findFirst();
    }

    @Override
    public BootCode make() throws IOException {
        Optional<OutsideProgram> maker = maker();
        if (maker.isEmpty() || !Files.isReadable(BOOT_SECTOR)) {
            throw new RefusedException(
                    "GRUB",
                    "the guest has no boot loader, and this host has none to give it",
                    "apt install grub-common grub-pc-bin (dnf: grub2-tools-extra grub2-pc-modules), then run the same"
                            + " command again.");
        }
        Path folder = RunFolder.temporary("grub");
        Path memory = folder.resolve("memdisk.tar");
        Path core = folder.resolve("core.img");
        try {
            Files.write(memory, memoryDisk());
            List<String> arguments = new ArrayList<>(List.of(
                    "-O",
                    "i386-pc",
                    "-d",
                    FILES.toString(),
                    "-p",
                    "(memdisk)/boot/grub",
                    "-m",
                    memory.toString(),
                    "-o",
                    core.toString()));
            arguments.addAll(MODULES);
            maker.get().run(LIMIT, arguments);
            return new BootCode(Files.readAllBytes(BOOT_SECTOR), Files.readAllBytes(core));
        } finally {
            Files.deleteIfExists(memory);
            Files.deleteIfExists(core);
            Files.delete(folder);
        }
    }

    private static byte[] memoryDisk() throws IOException {
        byte[] script = FIRST_SCRIPT.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("boot/grub/grub.cfg");
            entry.setSize(script.length);
            // The same guest gets the same bytes every time.
            entry.setModTime(0);
            tar.putArchiveEntry(entry);
            tar.write(script);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
