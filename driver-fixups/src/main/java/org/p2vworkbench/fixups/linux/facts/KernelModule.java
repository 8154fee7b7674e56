package org.p2vworkbench.fixups.linux.facts;

import java.util.List;

/**
 * A module file of a kernel.
 *
 * @param path below the kernel's folder: "kernel/drivers/block/virtio_blk.ko.xz"
 * @param needs paths of the modules that must be there before it, the last one first, as modules.dep has them
 */
public record KernelModule(String path, List<String> needs) {

    public KernelModule {
        needs = List.copyOf(needs);
    }

    /** As the kernel names it: with '_' where the file may have '-'. */
    public String name() {
        return nameOf(path);
    }

    public static String nameOf(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int end = file.indexOf(".ko");
        return (end < 0 ? file : file.substring(0, end)).replace('-', '_');
    }
}
