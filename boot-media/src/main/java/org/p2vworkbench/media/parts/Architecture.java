package org.p2vworkbench.media.parts;

/** Processors that media are made for, by Debian's names. */
public enum Architecture {
    AMD64("amd64", "linux-image-amd64", "x86_64-linux-gnu"),
    /** Any processor from the Pentium Pro on: the kernel for those without PAE runs on those with it too. */
    I386("i386", "linux-image-686", "i386-linux-gnu");

    private final String debian;
    private final String kernelPackage;
    private final String triplet;

    Architecture(String debian, String kernelPackage, String triplet) {
        this.debian = debian;
        this.kernelPackage = kernelPackage;
        this.triplet = triplet;
    }

    /** As dpkg calls it: "amd64". */
    public String debian() {
        return debian;
    }

    /** The package that depends on the newest kernel. */
    public String kernelPackage() {
        return kernelPackage;
    }

    /** Where Debian keeps shared libraries, below the root: "lib/x86_64-linux-gnu". */
    public String libraries() {
        return "lib/" + triplet;
    }

    /** The link by which programs find what loads them. */
    public String loaderLink() {
        return this == AMD64 ? "lib64" : "lib/ld-linux.so.2";
    }

    /** Where that leads. */
    public String loaderTarget() {
        return this == AMD64 ? libraries() : triplet + "/ld-linux.so.2";
    }

    @Override
    public String toString() {
        return debian;
    }
}
