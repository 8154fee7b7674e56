package org.p2vworkbench.fixups.linux.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.p2vworkbench.fixups.guest.GuestTree;

/**
 * The modules of one kernel, as its depmod listed them (modules.dep(5)).
 *
 * @param folder "/lib/modules/2.6.18-398.el5"
 * @param modules by the kernel's name for them
 * @param builtIn what the kernel has without a file; known from 2.6.33 on
 */
public record ModuleSet(String folder, Map<String, KernelModule> modules, Set<String> builtIn) {

    public ModuleSet {
        modules = Map.copyOf(modules);
        builtIn = Set.copyOf(builtIn);
    }

    static ModuleSet of(GuestTree guest, String folder) throws IOException {
        Map<String, KernelModule> modules = new TreeMap<>();
        for (String line :
                guest.text(folder + "/modules.dep").orElse("").lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String path = inside(folder, line.substring(0, colon).strip());
                List<String> needs = new ArrayList<>();
                for (String need : line.substring(colon + 1).strip().split("\\s+")) {
                    if (!need.isEmpty()) {
                        needs.add(inside(folder, need));
                    }
                }
                modules.put(KernelModule.nameOf(path), new KernelModule(path, needs));
            }
        }
        Set<String> builtIn = new HashSet<>();
        guest.text(folder + "/modules.builtin")
                .orElse("")
                .lines()
                .forEach(line -> builtIn.add(KernelModule.nameOf(line.strip())));
        return new ModuleSet(folder, modules, builtIn);
    }

    /** Module-init-tools wrote whole paths, kmod writes them below the kernel's folder. */
    private static String inside(String folder, String path) {
        return path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : path;
    }

    public Optional<KernelModule> module(String name) {
        return Optional.ofNullable(modules.get(name));
    }
}
