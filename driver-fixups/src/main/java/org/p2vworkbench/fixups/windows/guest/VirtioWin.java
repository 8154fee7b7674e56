package org.p2vworkbench.fixups.windows.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion;

/**
 * The content of a virtio-win disc, unpacked on this host. As on the disc, a driver's files lie in a folder that is named
 * after the Windows they are for, with one for the architecture in it ({@code viostor/w10/amd64}); which folder is which
 * Windows is that of virt-v2v.
 */
public final class VirtioWin {

    private static final int DEEPEST = 6;
    private static final long MOST_FILES = 20_000;
    private static final List<String> WANTED = List.of(".inf", ".sys", ".cat", ".dll", ".exe", ".man");

    private final List<Path> files;
    private final Path root;

    private VirtioWin(Path root, List<Path> files) {
        this.root = root;
        this.files = files;
    }

    public static VirtioWin in(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
            return new VirtioWin(
                    folder,
                    all.filter(Files::isRegularFile).limit(MOST_FILES).sorted().toList());
        }
    }

    /**
     * All drivers for a Windows: file name, lower case, to file.
     *
     * @return nothing when there are none for it
     */
    public SortedMap<String, Path> driversFor(WindowsVersion windows) {
        SortedMap<String, Path> drivers = new TreeMap<>();
        Optional<String> release = folder(windows);
        if (release.isPresent()) {
            List<String> architectures = architectures(windows);
            for (Path file : files) {
                List<String> folders = folders(file);
                String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                if (folders.contains(release.get())
                        && folders.stream().anyMatch(architectures::contains)
                        && !folders.contains("sriov")
                        && !name.startsWith("vioprot.")
                        && WANTED.stream().anyMatch(name::endsWith)) {
                    drivers.putIfAbsent(name, file);
                }
            }
        }
        // Both claim the same device; the older one is for systems without the newer.
        if (drivers.containsKey("fwcfg.inf")) {
            drivers.keySet().removeIf(name -> name.startsWith("qemufwcfg."));
        }
        return drivers;
    }

    private List<String> folders(Path file) {
        List<String> folders = new ArrayList<>();
        for (Path part : root.relativize(file.getParent())) {
            folders.add(part.toString().toLowerCase(Locale.ROOT));
        }
        return folders;
    }

    private static List<String> architectures(WindowsVersion windows) {
        return switch (windows.architecture()) {
            case X86 -> List.of("x86", "i386");
            case X64 -> List.of("amd64");
            case ARM64 -> List.of("arm64");
            default -> List.of();
        };
    }

    private static Optional<String> folder(WindowsVersion windows) {
        Map<String, String> folders = Map.ofEntries(
                Map.entry("XP", "xp"),
                Map.entry("XP x64", "2k3"),
                Map.entry("2003", "2k3"),
                Map.entry("Vista", "2k8"),
                Map.entry("2008", "2k8"),
                Map.entry("7", "w7"),
                Map.entry("2008 R2", "2k8r2"),
                Map.entry("8", "w8"),
                Map.entry("2012", "2k12"),
                Map.entry("8.1", "w8.1"),
                Map.entry("2012 R2", "2k12r2"),
                Map.entry("10", "w10"),
                Map.entry("2016", "2k16"),
                Map.entry("2019", "2k19"),
                Map.entry("2022", "2k22"),
                Map.entry("11", "w11"),
                Map.entry("2025", "2k25"));
        return windows.release().map(folders::get);
    }
}
