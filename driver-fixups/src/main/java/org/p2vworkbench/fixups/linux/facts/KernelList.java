package org.p2vworkbench.fixups.linux.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.p2vworkbench.fixups.guest.GuestEntry;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.loader.BootEntry;

/**
 * Finds the kernels of a guest by its files, not by its packages: kernels that somebody built belong to no package. Those
 * in {@code /boot} count, and those anywhere else that a boot loader starts.
 */
final class KernelList {

    /** Where a boot loader's path may begin: it knows filesystems, not mount points. */
    private static final List<String> BEGINNINGS = List.of("/boot", "", "/boot/efi", "/efi");

    private final GuestTree guest;
    private final List<String> moduleFolders;

    KernelList(GuestTree guest) throws IOException {
        this.guest = guest;
        this.moduleFolders = guest.names("/lib/modules");
    }

    /** @param entries of the boot loaders, the default first */
    List<Kernel> all(List<BootEntry> entries) throws IOException {
        Map<String, Kernel> kernels = new TreeMap<>();
        for (String name : guest.names("/boot")) {
            if (name.matches("(vmlinuz|vmlinux|kernel)-.*") && !isLeftOver(name) && !isLink("/boot/" + name)) {
                add(kernels, "/boot/" + name, Optional.empty());
            }
        }
        for (BootEntry entry : entries) {
            Optional<String> image = place(entry.kernel());
            if (image.isPresent() && !isLeftOver(entry.kernelName()) && !kernels.containsKey(image.get())) {
                Optional<String> initrd =
                        entry.initrd().isPresent() ? place(entry.initrd().get()) : Optional.empty();
                add(kernels, image.get(), initrd);
            }
        }
        return byImportance(kernels, entries);
    }

    /** What a boot loader calls so, under the guest's own path with the last link followed. */
    private Optional<String> place(String path) throws IOException {
        for (String beginning : BEGINNINGS) {
            String place = beginning + (path.startsWith("/") ? "" : "/") + path;
            Optional<GuestEntry> there = guest.find(place);
            if (there.isPresent() && there.get().kind() == GuestEntry.Kind.FILE) {
                // A link in the root leads to /boot as a rule; what is nowhere near is left to the scan of /boot.
                for (String folder : List.of(place.substring(0, place.lastIndexOf('/') + 1), "/boot/")) {
                    if (guest.isFile(folder + there.get().name())) {
                        return Optional.of(folder + there.get().name());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void add(Map<String, Kernel> kernels, String image, Optional<String> knownInitrd) throws IOException {
        String version = version(image);
        Optional<String> initrd = knownInitrd.isPresent() ? knownInitrd : initrd(image, version);
        kernels.put(
                image,
                new Kernel(
                        version,
                        image,
                        initrd,
                        ModuleSet.of(guest, "/lib/modules/" + version),
                        KernelConfig.of(guest, version)));
    }

    /** After the image's name, as nearly all have it, or the folder it is in, as kernel-install makes it. */
    private String version(String image) throws IOException {
        String name = image.substring(image.lastIndexOf('/') + 1);
        String suffix = name.substring(name.indexOf('-') + 1);
        for (String folder : moduleFolders) {
            if (suffix.equals(folder) || image.contains("/" + folder + "/")) {
                return folder;
            }
        }
        for (String folder : moduleFolders) {
            // Arch calls its image after the package, and leaves the package's name with the modules.
            if (guest.text("/lib/modules/" + folder + "/pkgbase")
                    .filter(text -> text.strip().equals(suffix))
                    .isPresent()) {
                return folder;
            }
        }
        return suffix;
    }

    /** Of the names that hold the version the shortest: "...el5.img" is another kernel's than "...el5xen.img". */
    private Optional<String> initrd(String image, String version) throws IOException {
        String folder = image.substring(0, image.lastIndexOf('/'));
        String suffix = image.substring(image.indexOf('-', folder.length()) + 1);
        return guest.names(folder).stream()
                .filter(name -> name.startsWith("initr"))
                .filter(name -> name.contains(version) || name.contains("-" + suffix))
                .filter(name ->
                        Stream.of("kdump", "rescue", "fallback", "plymouth").noneMatch(name::contains))
                .filter(name -> !isLeftOver(name))
                .min(Comparator.comparing(String::length))
                .map(name -> folder + "/" + name);
    }

    private static boolean isLeftOver(String name) {
        return name.contains("rescue")
                || Stream.of(
                                ".dpkg-old",
                                ".dpkg-new",
                                ".dpkg-tmp",
                                ".rpmsave",
                                ".rpmnew",
                                ".bak",
                                ".old",
                                ".orig",
                                ".hmac",
                                ".p2v-saved")
                        .anyMatch(name::endsWith);
    }

    private boolean isLink(String path) throws IOException {
        return guest.look(path)
                .filter(entry -> entry.kind() == GuestEntry.Kind.LINK)
                .isPresent();
    }

    private List<Kernel> byImportance(Map<String, Kernel> kernels, List<BootEntry> entries) throws IOException {
        List<Kernel> ordered = new ArrayList<>();
        for (BootEntry entry : entries) {
            place(entry.kernel()).map(kernels::remove).ifPresent(ordered::add);
        }
        kernels.values().stream()
                .sorted(Comparator.comparing(Kernel::version, new VersionOrder())
                        .reversed())
                .forEach(ordered::add);
        return ordered;
    }
}
