package org.p2vworkbench.fixups.linux.initramfs;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code modules.dep.bin}, from which kmod's modprobe learns where a module is and what it needs; it does not look at the
 * text beside it. A trie over the modules' names, every node a prefix, children for a range of next characters, and
 * values (kmod 30, libkmod/libkmod-index.c: "Disk format"). All integers are big-endian, offsets are from the file's start
 * and carry in their upper bits which of the three parts a node has.
 */
final class ModuleIndex {

    private static final int MAGIC = 0xB007F457;
    private static final int VERSION = 0x0002_0001;
    private static final int HEADER_BYTES = 12;

    private static final int HAS_PREFIX = 0x8000_0000;
    private static final int HAS_VALUES = 0x4000_0000;
    private static final int HAS_CHILDREN = 0x2000_0000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private ModuleIndex() {}

    /** @param lines module name to its line of modules.dep; names are ASCII */
    static byte[] of(SortedMap<String, String> lines) throws IOException {
        ModuleIndex index = new ModuleIndex();
        int root = index.node("", new ArrayList<>(new TreeMap<>(lines).entrySet()));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(whole);
        header.writeInt(MAGIC);
        header.writeInt(VERSION);
        header.writeInt(root);
        index.bytes.writeTo(whole);
        return whole.toByteArray();
    }

    /**
     * Writes the children first, because a node holds their offsets.
     *
     * @param before what the names begin with that the nodes above hold
     * @param lines sorted, all beginning so
     */
    private int node(String before, List<Map.Entry<String, String>> lines) throws IOException {
        String prefix = before.isEmpty() && lines.size() != 1 ? "" : commonPrefix(before.length(), lines);
        String name = before + prefix;
        List<Map.Entry<String, String>> deeper = lines.stream()
                .filter(line -> line.getKey().length() > name.length())
                .toList();
        int[] children = children(name, deeper);
        int at = HEADER_BYTES + bytes.size();
        int flags = 0;
        if (!prefix.isEmpty()) {
            flags |= HAS_PREFIX;
            string(prefix);
        }
        if (!deeper.isEmpty()) {
            flags |= HAS_CHILDREN;
            out.writeByte(next(deeper.get(0), name));
            out.writeByte(next(deeper.get(deeper.size() - 1), name));
            for (int child : children) {
                out.writeInt(child);
            }
        }
        if (deeper.size() < lines.size()) {
            flags |= HAS_VALUES;
            out.writeInt(1);
            out.writeInt(0);
            string(lines.get(0).getValue());
        }
        return at | flags;
    }

    private int[] children(String name, List<Map.Entry<String, String>> lines) throws IOException {
        if (lines.isEmpty()) {
            return new int[0];
        }
        char first = next(lines.get(0), name);
        int[] children = new int[next(lines.get(lines.size() - 1), name) - first + 1];
        for (int from = 0; from < lines.size(); ) {
            char letter = next(lines.get(from), name);
            int to = from;
            while (to < lines.size() && next(lines.get(to), name) == letter) {
                to++;
            }
            children[letter - first] = node(name + letter, lines.subList(from, to));
            from = to;
        }
        return children;
    }

    private static char next(Map.Entry<String, String> line, String name) {
        return line.getKey().charAt(name.length());
    }

    /** Of sorted names the first and the last have in common what all have. */
    private static String commonPrefix(int from, List<Map.Entry<String, String>> lines) {
        String first = lines.get(0).getKey();
        String last = lines.get(lines.size() - 1).getKey();
        int to = from;
        while (to < first.length() && to < last.length() && first.charAt(to) == last.charAt(to)) {
            to++;
        }
        return first.substring(from, to);
    }

    private void string(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.writeByte(0);
    }
}
