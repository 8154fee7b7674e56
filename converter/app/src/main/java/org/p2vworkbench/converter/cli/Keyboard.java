package org.p2vworkbench.converter.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Where an operator types answers, if there is one. */
final class Keyboard {

    /** Nobody is there to answer: a script, a service. */
    static final Keyboard NONE = new Keyboard(Optional.empty());

    private final Optional<BufferedReader> lines;

    private Keyboard(Optional<BufferedReader> lines) {
        this.lines = lines;
    }

    static Keyboard on(InputStream input) {
        return new Keyboard(Optional.of(new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))));
    }

    boolean isThere() {
        return lines.isPresent();
    }

    /** The next line, without blanks around it; empty at the end of input. */
    String line() throws IOException, InterruptedException {
        CompletableFuture<String> typed = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(typed), "keyboard");
        // A blocked read cannot be interrupted, and Ctrl-C shall not wait for it.
        reader.setDaemon(true);
        reader.start();
        try {
            return typed.get().strip();
        } catch (ExecutionException failed) {
            throw new IOException("the keyboard cannot be read", failed.getCause());
        }
    }

    private void read(CompletableFuture<String> typed) {
        try {
            String line = lines.orElseThrow().readLine();
            typed.complete(line == null ? "" : line);
        } catch (IOException failed) {
            typed.completeExceptionally(failed);
        }
    }
}
