package org.p2vworkbench.media.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A module of the kernel, as far as its own notes tell: strings "key=value", each ended by a zero byte, in the section
 * {@code .modinfo} (the kernel's include/linux/moduleinfo.h).
 *
 * @param depends names of the modules that have to be there before it, with those it would like to have
 * @param firmware files below lib/firmware that it may ask for
 */
record KernelModule(String path, List<String> depends, List<String> firmware) {

    private static final byte[] DEPENDS = "\0depends=".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FIRMWARE = "\0firmware=".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SOFT = "\0softdep=pre:".getBytes(StandardCharsets.US_ASCII);

    static KernelModule of(String path, byte[] bytes) {
        List<String> depends = new ArrayList<>();
        for (String word : words(bytes, DEPENDS, ",")) {
            depends.add(asTheKernelSays(word));
        }
        for (String word : words(bytes, SOFT, " ")) {
            depends.add(asTheKernelSays(word));
        }
        return new KernelModule(path, List.copyOf(depends), List.copyOf(words(bytes, FIRMWARE, "\n")));
    }

    /** Dashes and underscores are the same to the kernel. */
    static String nameOf(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return asTheKernelSays(file.substring(0, file.indexOf(".ko")));
    }

    private static String asTheKernelSays(String name) {
        return name.replace('-', '_');
    }

    private static List<String> words(byte[] bytes, byte[] key, String separator) {
        List<String> words = new ArrayList<>();
        for (int at = find(bytes, key, 0); at >= 0; at = find(bytes, key, at + 1)) {
            int from = at + key.length;
            int to = from;
            while (to < bytes.length && bytes[to] != 0) {
                to++;
            }
            for (String word : new String(bytes, from, to - from, StandardCharsets.US_ASCII).split(separator)) {
                if (!word.isBlank()) {
                    words.add(word.strip());
                }
            }
        }
        return words;
    }

    private static int find(byte[] bytes, byte[] key, int from) {
        for (int at = from; at <= bytes.length - key.length; at++) {
            // Most bytes are zeros, as the first of the key is.
            if (bytes[at + 1] == key[1] && Arrays.equals(bytes, at, at + key.length, key, 0, key.length)) {
                return at;
            }
        }
        return -1;
    }
}
