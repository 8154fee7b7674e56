package org.p2vworkbench.converter.doctor;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which process listens on a TCP port, as the kernel tells: proc(5), {@code net/tcp} has the socket's inode number, and
 * the process with that socket has a link {@code fd/N -> socket:[inode]}.
 */
final class Listeners {

    /** TCP_LISTEN in the kernel's include/net/tcp_states.h. */
    private static final String LISTENING = "0A";

    private final Path proc;

    Listeners(Path proc) {
        this.proc = proc;
    }

    /** "sshd (process 812)", if there is one that this user may see. */
    Optional<String> on(int port) {
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(proc.resolve(table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(row -> row.length > 9 && row[3].equals(LISTENING) && row[1].endsWith(":%04X".formatted(port)))
                .flatMap(row -> ownerOf("socket:[%s]".formatted(row[9])).stream())
                .findFirst();
    }

    private Optional<String> ownerOf(String socket) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process.resolve("fd"), socket)) {
                    String name = lines(process.resolve("comm")).findFirst().orElse("?");
                    return Optional.of("%s (process %s)".formatted(name, process.getFileName()));
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Processes end while they are looked at, and those of other users are closed to us: both hold nothing. */
    private static boolean holds(Path descriptors, String socket) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (Files.readSymbolicLink(link).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException gone) {
            return false;
        }
        return false;
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException absent) {
            return Stream.empty();
        }
    }
}
