package org.p2vworkbench.converter.process;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.p2vworkbench.converter.failure.RefusedException;

/**
 * A program that the host provides. Arguments are passed as a list, never through a shell; what it prints is kept in
 * files and not in pipes, so that neither side can block the other.
 *
 * @param name what is run, looked up on the path and in the system's own folders
 * @param hostPackage the package that brings it, for the error that says it is missing
 */
public record OutsideProgram(String name, String hostPackage) {

    public static final OutsideProgram QEMU_IMG = new OutsideProgram("qemu-img", "qemu-utils");
    public static final OutsideProgram QEMU_NBD = new OutsideProgram("qemu-nbd", "qemu-utils");

    /** Where it is installed, if it is. */
    public Optional<Path> location() {
        if (name.startsWith("/")) {
            return Optional.of(Path.of(name)).filter(Files::isExecutable);
        }
        return Stream.concat(Stream.of(pathOfChildren().split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The path that a program started from here would search. */
    private static String pathOfChildren() {
        return new ProcessBuilder().environment().getOrDefault("PATH", "");
    }

    /** Runs it to its end; an end with another status than 0 is an error that quotes what it said. */
    public String run(Duration limit, List<String> arguments) throws IOException {
        Outcome outcome = attempt(limit, arguments);
        if (outcome.status() != 0) {
            throw new IOException("%s ended with status %d: %s"
                    .formatted(name, outcome.status(), outcome.errors().strip()));
        }
        return outcome.output();
    }

    /** The same in a folder, with more in its environment. */
    public String runIn(Path folder, Map<String, String> environment, Duration limit, List<String> arguments)
            throws IOException {
        Path output = RunFolder.temporaryFile("", ".out");
        Path errors = RunFolder.temporaryFile("", ".err");
        try {
            ProcessBuilder builder = prepared(arguments, output, errors).directory(folder.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = waitFor(process, limit);
            if (!ended || process.exitValue() != 0) {
                throw new IOException("%s %s: %s"
                        .formatted(
                                name,
                                ended ? "ended with status " + process.exitValue() : "did not end",
                                text(errors).strip()));
            }
            return text(output);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** Runs it to whatever end; only its absence and its overstaying the limit are errors. */
    public Outcome attempt(Duration limit, List<String> arguments) throws IOException {
        Path output = RunFolder.temporaryFile("", ".out");
        Path errors = RunFolder.temporaryFile("", ".err");
        try {
            Process process = start(arguments, output, errors);
            process.getOutputStream().close();
            if (!waitFor(process, limit)) {
                throw new IOException("%s did not end within %d s and was stopped; it had said: %s"
                        .formatted(name, limit.toSeconds(), text(errors).strip()));
            }
            return new Outcome(process.exitValue(), text(output), text(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** Runs it to its end with what it prints going to {@code output}; whether it ended well. */
    boolean runInto(Path output, Duration limit, List<String> arguments) throws IOException {
        Path errors = RunFolder.temporaryFile("", ".err");
        try {
            Process process = start(arguments, output, errors);
            process.getOutputStream().close();
            return waitFor(process, limit) && process.exitValue() == 0;
        } finally {
            Files.delete(errors);
        }
    }

    /** Starts it and leaves it running; the caller stops it. */
    public Process start(List<String> arguments, Path output, Path errors) throws IOException {
        return prepared(arguments, output, errors).start();
    }

    private ProcessBuilder prepared(List<String> arguments, Path output, Path errors) throws IOException {
        Path program = location()
                .orElseThrow(() -> new RefusedException(
                        name,
                        "this program is not installed",
                        "apt install %s (or the package of that name on this system).".formatted(hostPackage)));
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static boolean waitFor(Process process, Duration limit) throws IOException {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
            process.destroyForcibly().waitFor();
            return false;
        } catch (InterruptedException interrupt) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("interrupted while waiting for an outside program").initCause(interrupt);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    /** How a run ended and what it printed. */
    public record Outcome(int status, String output, String errors) {}
}
