package org.p2vworkbench.fixups.linux.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A kernel's command line, word by word; a word with spaces in it keeps its quotes. */
public record KernelArguments(List<String> words) {

    public KernelArguments {
        words = List.copyOf(words);
    }

    public static KernelArguments of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            }
            if (Character.isWhitespace(c) && !quoted) {
                take(word, words);
            } else {
                word.append(c);
            }
        }
        take(word, words);
        return new KernelArguments(words);
    }

    private static void take(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** What a parameter is set to; of several the last, because the kernel takes that one. */
    public Optional<String> value(String name) {
        return words.stream()
                .filter(word -> word.startsWith(name + "="))
                .reduce((first, second) -> second)
                .map(word -> word.substring(name.length() + 1));
    }

    public boolean has(String word) {
        return words.contains(word);
    }

    /** The same with another value, where the parameter is set; otherwise the same. */
    public KernelArguments replacing(String name, String value) {
        return new KernelArguments(words.stream()
                .map(word -> word.startsWith(name + "=") ? name + "=" + value : word)
                .toList());
    }

    public KernelArguments with(String word) {
        if (has(word)) {
            return this;
        }
        List<String> more = new ArrayList<>(words);
        more.add(word);
        return new KernelArguments(more);
    }

    public KernelArguments without(Predicate<String> unwanted) {
        return new KernelArguments(words.stream().filter(unwanted.negate()).toList());
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
