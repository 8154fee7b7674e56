package org.p2vworkbench.media.agent;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.p2vworkbench.media.parts.DebFile;
import org.p2vworkbench.media.parts.HostPackage;
import org.p2vworkbench.media.tree.FileTree;

/** Programs for the processors of cards, as far as a module on the medium may ask for them. Most are not free software. */
public final class Firmware {

    /** Debian's, with cards of servers in them. The first is free, the others are of its component non-free-firmware. */
    public static final List<String> PACKAGES = List.of(
            "firmware-linux-free",
            "firmware-bnx2",
            "firmware-bnx2x",
            "firmware-cavium",
            "firmware-misc-nonfree",
            "firmware-myricom",
            "firmware-netxen",
            "firmware-qlogic",
            "firmware-realtek");

    /** Older packages have it below the root, newer ones below usr. */
    private static final List<String> FOLDERS = List.of("lib/firmware/", "usr/lib/firmware/");

    private Firmware() {}

    public static FileTree of(KernelFiles kernel, List<HostPackage> packages) throws IOException {
        Set<String> wanted = kernel.firmware();
        FileTree tree = new FileTree();
        for (HostPackage each : packages) {
            DebFile.each(
                    each.file(),
                    path -> wanted.contains(below(path)),
                    (path, bytes) -> tree.file("lib/firmware/" + below(path), 0644, bytes));
        }
        return tree;
    }

    /** What a package says of how it may be used. */
    public static byte[] licence(HostPackage from) throws IOException {
        return DebFile.file(from, "usr/share/doc/%s/copyright".formatted(from.name()));
    }

    private static String below(String path) {
        for (String folder : FOLDERS) {
            if (path.startsWith(folder)) {
                return path.substring(folder.length());
            }
        }
        return "";
    }
}
