package org.p2vworkbench.media.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.p2vworkbench.media.parts.Architecture;
import org.p2vworkbench.media.parts.DebFile;
import org.p2vworkbench.media.parts.HostPackage;
import org.p2vworkbench.media.parts.HostProgram;
import org.p2vworkbench.media.tree.FileTree;

/** The parts of the root, by how often they change: the kernel's modules and Java seldom, the agent with each version, settings always. */
public final class AgentRoot {

    private static final String BUSYBOX = "bin/busybox";

    private static final String MOUNTED = "mounted";

    /** In the order in which they are unpacked; the program that starts comes last. */
    private static final List<String> SOURCED = List.of("settle", "drivers", "network", "agent", "screen", "menu");

    private AgentRoot() {}

    /** What says that the rest is not there, when it is not: the first that is unpacked. */
    public static FileTree damaged(Architecture architecture, HostPackage busybox) throws IOException {
        FileTree tree = new FileTree();
        for (String folder : List.of("dev", "proc", "sys", "run", "tmp", "root", "etc", "sbin")) {
            tree.folder(folder);
        }
        tree.link("lib/modules", at("base", "lib/modules"));
        tree.link("lib/firmware", at("firmware", "lib/firmware"));
        tree.link(architecture.libraries(), at("base", architecture.libraries()));
        tree.link(architecture.loaderLink(), architecture.loaderTarget());
        tree.link("java", at("java", "java"));
        tree.link(ClassArchive.ARCHIVE, at("classes", ClassArchive.ARCHIVE));
        tree.file(BUSYBOX, 0755, DebFile.file(busybox, BUSYBOX));
        for (String name : List.of("sh", "mount", "mkdir", "hostname", "ip", "sed", "sleep")) {
            tree.link("bin/" + name, "busybox");
        }
        return tree.file("etc/p2v/damaged", 0755, script("damaged")).link("init", "etc/p2v/damaged");
    }

    /** Modules without which no part can be read. */
    public static FileTree first(KernelFiles kernel) {
        FileTree tree = new FileTree();
        kernel.firstInto(tree);
        return tree;
    }

    /** A part as {@code init} finds it: packed, to be mounted below {@value #MOUNTED}. */
    public static FileTree part(String name, Path packed) {
        return new FileTree().folder(MOUNTED + "/" + name).file("parts/" + name, 0644, packed);
    }

    private static String at(String part, String path) {
        return "/%s/%s/%s".formatted(MOUNTED, part, path);
    }

    /** C library and modules. */
    public static FileTree base(
            Architecture architecture, KernelFiles kernel, List<HostPackage> libraries, HostProgram programs)
            throws IOException {
        FileTree tree = new FileTree();
        Libraries.of(libraries).forEach((name, bytes) -> tree.file(architecture.libraries() + "/" + name, 0755, bytes));
        kernel.into(tree, programs);
        return tree;
    }

    public static FileTree java(Path runtime) throws IOException {
        return new FileTree().copyOf(runtime, "java");
    }

    /** The agent's classes as its Java maps them into memory. */
    public static FileTree classes(Path archive) {
        return new FileTree().file(ClassArchive.ARCHIVE, 0644, archive);
    }

    /** A server of SSH for whoever helps from afar. */
    public static FileTree helper(HostPackage dropbear, List<HostPackage> libraries) throws IOException {
        FileTree tree = new FileTree();
        Libraries.of(libraries).forEach((name, bytes) -> tree.file("lib/helper/" + name, 0755, bytes));
        tree.file("sbin/dropbear", 0755, DebFile.file(dropbear, "usr/sbin/dropbear"));
        tree.folder("etc/dropbear");
        tree.file("etc/passwd", 0644, ascii("root:x:0:0:root:/root:/bin/sh\n"));
        return tree.file("etc/shells", 0644, ascii("/bin/sh\n"));
    }

    public static FileTree agent(Path jar) throws IOException {
        FileTree tree = new FileTree();
        tree.file(ClassArchive.JAR, 0644, jar);
        for (String name : SOURCED) {
            tree.file("etc/p2v/" + name, 0644, script(name));
        }
        tree.file("etc/p2v/udhcpc", 0755, script("udhcpc"));
        return tree.file("init", 0755, script("init"));
    }

    /** For the owner alone: a code lets whoever has it in. */
    public static FileTree settings(AgentSettings settings) {
        FileTree tree = new FileTree().file("etc/p2v/settings", 0600, settings.asShell());
        settings.authorizedKey().ifPresent(key -> tree.file("root/.ssh/authorized_keys", 0600, ascii(key + "\n")));
        return tree;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] script(String name) throws IOException {
        try (InputStream in = AgentRoot.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
