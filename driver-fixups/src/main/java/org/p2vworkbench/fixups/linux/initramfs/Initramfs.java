package org.p2vworkbench.fixups.linux.initramfs;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an image becomes when the kernel unpacks it: all its archives laid over each other.
 *
 * @param files path without a slash before it, to what is there; a link's text is its target
 * @param texts the bytes of small files that may have to be changed, by path
 * @param last how the last archive is compressed; empty when it is not
 */
record Initramfs(
        Map<String, CpioEntry> files,
        Map<String, byte[]> links,
        Map<String, byte[]> texts,
        Optional<Compression> last) {

    private static final int MOST_LINKS = 16;

    Initramfs {
        files = new TreeMap<>(files);
        links = Map.copyOf(links);
        texts = new HashMap<>(texts);
    }

    /**
     * Where a path really is when links are followed, for as much of it as is there. Making a folder where the image has
     * a link, {@code lib} for instance, would take the link away and all that it leads to.
     */
    Optional<String> resolve(String path) {
        return resolve(path, 0);
    }

    private Optional<String> resolve(String path, int depth) {
        if (depth > MOST_LINKS) {
            return Optional.empty();
        }
        String real = "";
        String[] parts = path.split("/");
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty() || parts[i].equals(".")) {
                continue;
            }
            if (parts[i].equals("..")) {
                real = real.contains("/") ? real.substring(0, real.lastIndexOf('/')) : "";
                continue;
            }
            String next = real.isEmpty() ? parts[i] : real + "/" + parts[i];
            byte[] target = links.get(next);
            if (target != null && files.containsKey(next) && files.get(next).isLink()) {
                String to = new String(target, StandardCharsets.UTF_8);
                String from = to.startsWith("/") ? "" : real + "/";
                String rest = String.join("/", List.of(parts).subList(i + 1, parts.length));
                return resolve(from + to + "/" + rest, depth + 1);
            }
            real = next;
        }
        return Optional.of(real);
    }

    boolean has(String path) {
        return resolve(path).filter(files::containsKey).isPresent();
    }

    /** The text of a file that was kept; empty when there is none. */
    Optional<String> text(String path) {
        return resolve(path).map(texts::get).map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** The same with some of its small texts changed. */
    Initramfs with(Map<String, byte[]> changed) {
        Map<String, byte[]> all = new HashMap<>(texts);
        all.putAll(changed);
        return new Initramfs(files, links, all, last);
    }

    /** Paths of all module files. */
    Stream<String> modules() {
        return files.keySet().stream().filter(path -> path.matches(".*\\.ko(\\.(gz|xz|zst))?"));
    }
}
