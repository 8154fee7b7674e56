package org.p2vworkbench.fixups.linux.initramfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.p2vworkbench.fixups.guest.GuestEntry;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.facts.Kernel;
import org.p2vworkbench.fixups.linux.facts.KernelModule;

/**
 * Where an image keeps a kernel's modules. Most have the kernel's folder as the installed system has it, with lists that
 * modprobe reads. Images of Red Hat's mkinitrd have the files in {@code /lib} and no lists: a script loads them by name.
 */
final class ModuleFolder {

    /** A list in which a name is longer than any module's is damaged. */
    private static final String NAME = "[\\w.+-]{1,64}";

    private static final long LARGEST_FILE = 16 << 20;

    private final Initramfs image;
    private final Kernel kernel;
    private final boolean flat;
    private final String folder;

    private ModuleFolder(Initramfs image, Kernel kernel, boolean flat, String folder) {
        this.image = image;
        this.kernel = kernel;
        this.flat = flat;
        this.folder = folder;
    }

    static ModuleFolder of(Initramfs image, Kernel kernel) throws InitramfsFormatException {
        boolean flat = NashScript.of(image).filter(NashScript::loadsByFile).isPresent();
        String named = flat ? "lib" : "lib/modules/" + kernel.version();
        String folder = image.resolve(named)
                .orElseThrow(() -> new InitramfsFormatException(0, "its links go round in circles at " + named));
        return new ModuleFolder(image, kernel, flat, folder);
    }

    /** The modules that are there already, by name. */
    Set<String> present() {
        return own().map(KernelModule::nameOf).collect(Collectors.toCollection(HashSet::new));
    }

    private Stream<String> own() {
        return image.modules().filter(path -> path.startsWith(folder + "/"));
    }

    /** Where a module of the installed system goes. */
    String place(KernelModule module) {
        String file = module.path().substring(module.path().lastIndexOf('/') + 1);
        return folder + "/" + (flat ? file : module.path());
    }

    /** The lists that must change when modules are added, by path. */
    Map<String, byte[]> lists(List<KernelModule> added, GuestTree guest) throws IOException {
        Map<String, byte[]> lists = new TreeMap<>();
        if (flat) {
            return lists;
        }
        String installed = kernel.modules().folder();
        boolean wholePaths = guest.text(installed + "/modules.dep").orElse("").startsWith("/");
        SortedMap<String, String> lines = lines(added, wholePaths ? installed + "/" : "");
        lists.put(folder + "/modules.dep", (String.join("\n", lines.values()) + "\n").getBytes(StandardCharsets.UTF_8));
        if (guest.isFile(installed + "/modules.dep.bin")) {
            lists.put(folder + "/modules.dep.bin", ModuleIndex.of(lines));
        }
        for (String name : List.of("modules.alias", "modules.alias.bin", "modules.softdep")) {
            // By these udev finds the driver of a device. They name modules and no files, so the whole list will do.
            if (guest.isFile(installed + "/" + name) && (name.contains("alias") || image.has(folder + "/" + name))) {
                lists.put(
                        folder + "/" + name, guest.read(installed + "/" + name).bytes());
            }
        }
        return lists;
    }

    /** A file of the installed system's modules, which are small: one that is not is none. */
    static byte[] installed(String path, GuestTree guest) throws IOException {
        Optional<GuestEntry> entry = guest.find(path).filter(found -> found.kind() == GuestEntry.Kind.FILE);
        if (entry.isEmpty() || entry.get().size() > LARGEST_FILE) {
            throw new InitramfsFormatException(
                    0,
                    "the guest's list of modules names %s, which is %s"
                            .formatted(path, entry.isEmpty() ? "not there" : "larger than any module"));
        }
        return guest.read(path).bytes();
    }

    /** Files in the image may have another suffix than where they came from: some tools unpack them. */
    private SortedMap<String, String> lines(List<KernelModule> added, String before) {
        Map<String, String> paths = new TreeMap<>();
        own().forEach(path -> paths.put(KernelModule.nameOf(path), path.substring(folder.length() + 1)));
        added.forEach(module -> paths.put(module.name(), module.path()));
        SortedMap<String, String> lines = new TreeMap<>();
        paths.forEach((name, path) -> {
            if (name.matches(NAME)) {
                Optional<KernelModule> module = kernel.modules().module(name);
                String needs = module.map(KernelModule::needs).orElse(List.of()).stream()
                        .map(need -> " " + before + paths.getOrDefault(KernelModule.nameOf(need), need))
                        .collect(Collectors.joining());
                lines.put(name, before + path + ":" + needs);
            }
        });
        return lines;
    }
}
