package org.p2vworkbench.media.disc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.p2vworkbench.media.parts.HostProgram;

/**
 * A folder as a disc that BIOS and UEFI start from, and that does the same when it is written to a USB stick: the boot sector of
 * ISOLINUX for BIOS, a small FAT volume for UEFI, both also named by a partition table.
 */
final class IsoImage {

    /** All times on the disc, so that the same parts are the same bytes. */
    private static final FileTime EPOCH = FileTime.fromMillis(1_000_000_000_000L);

    /** A FAT volume for the firmware. */
    static final String FOR_UEFI = "efi.img";

    private static final String EPOCH_SECONDS = "1000000000";

    private final HostProgram programs;

    IsoImage(HostProgram programs) {
        this.programs = programs;
    }

    /**
     * @param folder with isolinux/isolinux.bin in it, and {@link #FOR_UEFI} if UEFI is to start it
     * @param hybrid ISOLINUX's sector for disks
     * @param volume at most 32 capital letters, digits and underscores
     */
    void write(Path folder, Path hybrid, String volume, Path iso) throws IOException {
        settleTimes(folder);
        List<String> command = new ArrayList<>(List.of("xorriso", "-as", "mkisofs"));
        command.addAll(List.of(
                "-quiet", "-r", "-J", "-V", volume, "-o", iso.toAbsolutePath().toString()));
        command.addAll(List.of("-isohybrid-mbr", hybrid.toString()));
        command.addAll(List.of("-c", "isolinux/boot.cat", "-b", "isolinux/isolinux.bin"));
        command.addAll(List.of("-no-emul-boot", "-boot-load-size", "4", "-boot-info-table"));
        if (Files.exists(folder.resolve(FOR_UEFI))) {
            command.addAll(List.of("-eltorito-alt-boot", "-e", FOR_UEFI, "-no-emul-boot", "-isohybrid-gpt-basdat"));
        }
        command.add(folder.toString());
        programs.run(folder.getParent(), Map.of("SOURCE_DATE_EPOCH", EPOCH_SECONDS), command);
    }

    private static void settleTimes(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path one : walk.toList()) {
                Files.setLastModifiedTime(one, EPOCH);
            }
        }
    }

    /** A FAT volume with these files, for the firmware. */
    void writeFat(Path image, Map<String, Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files.values()) {
            Files.setLastModifiedTime(file, EPOCH);
            bytes += Files.size(file);
        }
        // Room for tables and folders; a cylinder of 2 heads and 32 sectors is 32 KiB.
        long kibibytes = (bytes >> 10) + 512;
        Path folder = image.getParent();
        String target = image.toString();
        Map<String, String> sameTimes =
                Map.of("SOURCE_DATE_EPOCH", EPOCH_SECONDS, "MTOOLS_SKIP_CHECK", "1", "TZ", "UTC");
        programs.run(
                folder,
                sameTimes,
                List.of(
                        "mformat",
                        "-C",
                        "-i",
                        target,
                        "-N",
                        "50325657",
                        "-h",
                        "2",
                        "-s",
                        "32",
                        "-t",
                        Long.toString(kibibytes / 32 + 1),
                        "::"));
        programs.run(folder, sameTimes, List.of("mmd", "-i", target, "::/EFI", "::/EFI/BOOT"));
        for (Map.Entry<String, Path> one : files.entrySet()) {
            programs.run(
                    folder,
                    sameTimes,
                    List.of("mcopy", "-m", "-i", target, one.getValue().toString(), "::" + one.getKey()));
        }
    }
}
