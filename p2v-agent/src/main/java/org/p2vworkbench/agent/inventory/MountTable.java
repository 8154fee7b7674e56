package org.p2vworkbench.agent.inventory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is mounted and what is swap: /proc/self/mountinfo and /proc/swaps.
 *
 * <p>Not /proc/self/mounts, which has no device numbers: its "/dev/root" is a path that leads nowhere.
 */
final class MountTable {

    private final List<Entry> entries;

    /** @param number empty for swap, which is known by its path alone */
    private record Entry(DeviceUse.Kind kind, Optional<DeviceNumber> number, String source, String place, boolean rw) {}

    private MountTable(List<Entry> entries) {
        this.entries = entries;
    }

    static MountTable read(Path root) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines(root.resolve("proc/self/mountinfo"))) {
            mounted(line.split(" ")).ifPresent(entries::add);
        }
        for (String line : lines(root.resolve("proc/swaps"))) {
            if (line.startsWith("/")) {
                entries.add(
                        new Entry(DeviceUse.Kind.SWAP, Optional.empty(), unescaped(line.split("\\s+")[0]), "", true));
            }
        }
        return new MountTable(entries);
    }

    /** Uses of the device itself; {@code nameOf} finds the kernel's name of the device a path leads to. */
    List<DeviceUse> of(String name, DeviceNumber number, DeviceNames names) {
        List<DeviceUse> uses = new ArrayList<>();
        for (Entry entry : entries) {
            // btrfs makes up a number for every subvolume, so the path counts as well.
            if (entry.number().filter(number::equals).isPresent()
                    || names.nameOf(entry.source()).filter(name::equals).isPresent()) {
                uses.add(new DeviceUse(entry.kind(), name, entry.place(), entry.rw()));
            }
        }
        return uses;
    }

    /** Finds the kernel's name of the device that a path leads to. */
    interface DeviceNames {
        Optional<String> nameOf(String path);
    }

    /**
     * proc.rst, section 3.5: id, parent, major:minor, root, mount point, options, any number of tags, "-", type, source,
     * options of the whole file system. Those decide: a read-only bind mount protects nothing.
     */
    private static Optional<Entry> mounted(String[] words) {
        int dash = 6;
        while (dash < words.length && !words[dash].equals("-")) {
            dash++;
        }
        if (dash + 3 >= words.length) {
            return Optional.empty();
        }
        boolean writable = List.of(words[dash + 3].split(",")).contains("rw");
        return Optional.of(new Entry(
                DeviceUse.Kind.MOUNTED,
                DeviceNumber.parse(words[2]),
                unescaped(words[dash + 2]),
                unescaped(words[4]),
                writable));
    }

    /** Space, tab, line feed and backslash come as octal numbers: "\040". */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\", i)
                    && i + 4 <= text.length()
                    && text.substring(i + 1, i + 4).matches("[0-3][0-7]{2}")) {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    private static List<String> lines(Path file) throws IOException {
        // A kernel without swap has no list of it. The bytes of paths may be in any encoding.
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
    }
}
