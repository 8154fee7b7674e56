package org.p2vworkbench.media.disc;

/** What the kernel is told, for the screen and for a serial line. Both show the same; the last one is where kernels complain. */
enum KernelArguments {
    SCREEN("console=ttyS0,115200 console=tty0 quiet"),
    SERIAL("console=tty0 console=ttyS0,115200");

    /** No arrays are put together by the kernel, and a machine nobody looks at starts again after a panic. */
    private static final String ALWAYS = "panic=30 raid=noautodetect p2v.medium";

    private final String consoles;

    KernelArguments(String consoles) {
        this.consoles = consoles;
    }

    @Override
    public String toString() {
        return consoles + " " + ALWAYS;
    }
}
