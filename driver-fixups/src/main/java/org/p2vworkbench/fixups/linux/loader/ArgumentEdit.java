package org.p2vworkbench.fixups.linux.loader;

/** Changes a kernel's command line. */
public interface ArgumentEdit {

    /** @param initramfs whether one is loaded with the kernel, which then understands {@code UUID=} */
    KernelArguments edit(KernelArguments arguments, boolean initramfs);
}
