package org.p2vworkbench.media.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.p2vworkbench.media.parts.DebFile;
import org.p2vworkbench.media.parts.HostPackage;
import org.p2vworkbench.media.parts.HostProgram;
import org.p2vworkbench.media.parts.JavaRuntime;
import org.p2vworkbench.media.tree.FileTree;

/** The parts of the root, by how often they change: the kernel's modules and Java seldom, the agent with each version, settings always. */
public final class AgentRoot {

    private static final String BUSYBOX = "bin/busybox";
    private static final String LIBRARIES = "lib/x86_64-linux-gnu/";

    private AgentRoot() {}

    public static byte[] kernel(HostPackage image) throws IOException {
        return KernelFiles.kernel(image);
    }

    /** Shell, C library, modules. */
    public static FileTree base(
            HostPackage image, HostPackage busybox, HostPackage libc, Path scratch, HostProgram programs)
            throws IOException {
        FileTree tree = new FileTree();
        for (String folder : new String[] {"dev", "proc", "sys", "run", "tmp", "root", "etc", "sbin"}) {
            tree.folder(folder);
        }
        tree.file(BUSYBOX, 0755, DebFile.file(busybox, BUSYBOX));
        for (String name : new String[] {"sh", "mount", "mkdir", "hostname", "ip"}) {
            tree.link("bin/" + name, "busybox");
        }
        DebFile.each(libc.file(), AgentRoot::isLibrary, (path, bytes) -> tree.file(path, 0755, bytes));
        tree.link("lib64", LIBRARIES.substring(0, LIBRARIES.length() - 1));
        KernelFiles.of(image).into(tree, scratch, programs);
        return tree;
    }

    /** What the Java runtime is linked with. */
    private static boolean isLibrary(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return path.startsWith(LIBRARIES)
                && name.matches(
                        "(ld-linux-x86-64\\.so\\.2|lib(c|m|dl|pthread|rt|resolv|nss_dns|nss_files)\\.so\\.\\d)");
    }

    public static FileTree java(JavaRuntime runtime, Path scratch) throws IOException {
        Path folder = scratch.resolve("java");
        runtime.into(folder);
        return new FileTree().copyOf(folder, "java");
    }

    public static FileTree agent(Path jar) throws IOException {
        FileTree tree = new FileTree();
        tree.file("agent.jar", 0644, jar);
        tree.file("init", 0755, script("init"));
        tree.file("etc/p2v/network", 0644, script("network"));
        tree.file("etc/p2v/console", 0644, script("console"));
        tree.file("etc/p2v/udhcpc", 0755, script("udhcpc"));
        return tree;
    }

    /** For the owner alone: a code lets whoever has it in. */
    public static FileTree settings(AgentSettings settings) {
        return new FileTree().file("etc/p2v/settings", 0600, settings.asShell());
    }

    private static byte[] script(String name) throws IOException {
        try (InputStream in = AgentRoot.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
