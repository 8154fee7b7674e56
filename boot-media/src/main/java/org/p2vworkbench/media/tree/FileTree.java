package org.p2vworkbench.media.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files by path, in the order of their names, each folder before what is in it. */
public final class FileTree {

    private static final int FOLDER_MODE = 0755;
    private static final int LINK_MODE = 0777;

    private final SortedMap<String, Node> nodes = new TreeMap<>();

    /** What lies at a path. */
    sealed interface Node {
        int mode();
    }

    /** A folder. */
    record Folder(int mode) implements Node {}

    /** A plain file. */
    record Plain(int mode, byte[] bytes) implements Node {}

    /** A plain file as it lies on this host until it is packed. */
    record Copied(int mode, Path from) implements Node {}

    /** A symbolic link. */
    record Link(int mode, String target) implements Node {}

    public FileTree folder(String path) {
        parents(path);
        nodes.putIfAbsent(path, new Folder(FOLDER_MODE));
        return this;
    }

    public FileTree file(String path, int mode, byte[] bytes) {
        parents(path);
        nodes.put(path, new Plain(mode, bytes));
        return this;
    }

    /** A file of this host, read when the tree is packed. */
    public FileTree file(String path, int mode, Path from) {
        parents(path);
        nodes.put(path, new Copied(mode, from));
        return this;
    }

    public FileTree link(String path, String target) {
        parents(path);
        nodes.put(path, new Link(LINK_MODE, target));
        return this;
    }

    /** All of a folder of this host, with links as they are and only the owner's right to execute kept. */
    public FileTree copyOf(Path folder, String below) throws IOException {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(folder)) {
            found = walk.sorted().toList();
        }
        for (Path one : found) {
            String path = one.equals(folder) ? below : below + "/" + folder.relativize(one);
            if (Files.isSymbolicLink(one)) {
                link(path, Files.readSymbolicLink(one).toString());
            } else if (Files.isDirectory(one)) {
                folder(path);
            } else {
                file(path, Files.isExecutable(one) ? 0755 : 0644, one);
            }
        }
        return this;
    }

    /** Makes it all in a folder of this host, in which nothing is yet. */
    void layOut(Path folder) throws IOException {
        for (Map.Entry<String, Node> each : nodes.entrySet()) {
            Path place = folder.resolve(each.getKey());
            if (each.getValue() instanceof Link link) {
                Files.createSymbolicLink(place, Path.of(link.target()));
                continue;
            } else if (each.getValue() instanceof Plain plain) {
                Files.write(place, plain.bytes());
            } else if (each.getValue() instanceof Copied copied) {
                Files.copy(copied.from(), place);
            } else {
                Files.createDirectory(place);
            }
            Files.setPosixFilePermissions(place, permissions(each.getValue().mode()));
        }
    }

    /** The enumeration has the rights in the order of a mode's bits. */
    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] all = PosixFilePermission.values();
        Set<PosixFilePermission> given = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < all.length; bit++) {
            if ((mode >> (all.length - 1 - bit) & 1) == 1) {
                given.add(all[bit]);
            }
        }
        return given;
    }

    private void parents(String path) {
        if (path.startsWith("/") || path.isEmpty() || List.of(path.split("/")).contains("..")) {
            throw new IllegalArgumentException("no path in a tree: " + path);
        }
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            nodes.putIfAbsent(path.substring(0, slash), new Folder(FOLDER_MODE));
        }
    }

    SortedMap<String, Node> nodes() {
        return Collections.unmodifiableSortedMap(nodes);
    }
}
