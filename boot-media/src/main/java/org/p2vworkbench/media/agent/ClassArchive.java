package org.p2vworkbench.media.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.p2vworkbench.media.parts.Architecture;
import org.p2vworkbench.media.parts.HostPackage;
import org.p2vworkbench.media.parts.HostProgram;

/**
 * The classes that the agent loads until it is connected and copies, parsed and verified, as a file that the JVM maps: class data
 * sharing, see JEP 310 and JEP 350. Reading some 4000 classes out of jars is most of what an old machine has to do between
 * its kernel and the converter.
 *
 * <p>The JVM takes an archive only for the jar it was made with: the same path as it was given, so the agent runs in the folder
 * of its jar on both sides; the same size; the same time, which is that of the cpio's entries. The list of classes is sorted,
 * so that the same classes give the same archive whatever order threads came to them in.
 */
public final class ClassArchive {

    static final String JAR = "agent.jar";
    private static final String MAIN = "org.p2vworkbench.agent.AgentMain";
    private static final String LIST = "classes.list";
    static final String ARCHIVE = "agent.jsa";

    /** Part of what an archive is good for, so it is said wherever the agent runs. */
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

    private final Architecture architecture;
    private final List<HostPackage> libraries;
    private final Rehearsal rehearsal;
    private final HostProgram programs;

    /** @param libraries the C library and what else Java needs, if this host is of another architecture */
    public ClassArchive(
            Architecture architecture, List<HostPackage> libraries, Rehearsal rehearsal, HostProgram programs) {
        this.architecture = architecture;
        this.libraries = List.copyOf(libraries);
        this.rehearsal = rehearsal;
        this.programs = programs;
    }

    /**
     * Makes it.
     *
     * @param runtime the very Java that will use it
     * @param folder for what is needed on the way
     */
    public Path of(Path runtime, Path jar, Path folder) throws IOException {
        Path same = folder.resolve(JAR);
        Files.copy(jar, same, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(same, FileTime.fromMillis(0));
        List<String> java = new ArrayList<>(command(runtime, folder));
        java.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", NATIVE));

        List<String> first = new ArrayList<>(java);
        first.addAll(List.of("-XX:DumpLoadedClassList=" + LIST, "-cp", JAR, MAIN));
        rehearsal.run(folder, first);
        Path list = folder.resolve(LIST);
        Files.write(list, sorted(Files.readAllLines(list)));

        List<String> second = new ArrayList<>(command(runtime, folder));
        second.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + LIST, "-XX:SharedArchiveFile=" + ARCHIVE));
        second.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", NATIVE, "-cp", JAR));
        programs.run(folder, Map.of(), second);
        return folder.resolve(ARCHIVE);
    }

    /** Names alone, and what lambdas and strings are made of behind them; comments and numbers tell runs apart. */
    private static List<String> sorted(List<String> lines) {
        TreeSet<String> classes = new TreeSet<>();
        for (String line : lines) {
            if (!line.startsWith("#") && !line.contains(" source: ")) {
                classes.add(line.replaceAll(" id: \\d+.*", ""));
            }
        }
        return List.copyOf(classes);
    }

    /** Runs here too when it is for 32 bits: its own loader, put where Java looks for itself, brings its own libraries. */
    private List<String> command(Path runtime, Path folder) throws IOException {
        String java = runtime.resolve("bin/java").toString();
        if (architecture == Architecture.AMD64) {
            return List.of(java);
        }
        Path below = Files.createDirectories(folder.resolve("lib"));
        for (Map.Entry<String, byte[]> one : Libraries.of(libraries).entrySet()) {
            Files.write(below.resolve(one.getKey()), one.getValue());
        }
        Path loader = runtime.resolve("bin/loader");
        Files.copy(below.resolve("ld-linux.so.2"), loader, StandardCopyOption.REPLACE_EXISTING);
        if (!loader.toFile().setExecutable(true)) {
            throw new IOException(loader + " cannot be made executable");
        }
        return List.of(loader.toString(), "--library-path", below.toString(), java);
    }
}
