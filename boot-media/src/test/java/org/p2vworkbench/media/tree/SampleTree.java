package org.p2vworkbench.media.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** One of each kind. */
final class SampleTree {

    private SampleTree() {}

    /** @param folder for what is copied from this host */
    static FileTree in(Path folder) throws IOException {
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "a program");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new FileTree()
                .folder("proc")
                .file("etc/p2v/settings", 0600, "server='kvm1'\n".getBytes(StandardCharsets.US_ASCII))
                .link("bin/sh", "busybox")
                .copyOf(folder, "java");
    }
}
