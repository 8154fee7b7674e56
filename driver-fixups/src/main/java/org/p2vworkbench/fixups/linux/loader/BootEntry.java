package org.p2vworkbench.fixups.linux.loader;

import java.util.Optional;

/**
 * One system that a boot loader offers.
 *
 * @param kernel as the loader is told where it is, which may be on a filesystem other than the root
 */
public record BootEntry(String title, String kernel, Optional<String> initrd, KernelArguments arguments) {

    /** The kernel's file name, without folders. */
    public String kernelName() {
        return kernel.substring(kernel.lastIndexOf('/') + 1);
    }
}
