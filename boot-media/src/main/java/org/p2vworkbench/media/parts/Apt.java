package org.p2vworkbench.media.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The host's apt, asked for packages of any architecture and never to install one. For an architecture that is not the host's
 * it gets lists of its own in the cache, from the same archives: nothing on the host is changed, and nobody need be root.
 */
final class Apt {

    private static final Map<String, String> IN_ENGLISH = Map.of("LC_ALL", "C");

    /** Archives change a few times a day, and a list that is older than a package's removal is no harm for long. */
    private static final Duration LISTS_ARE_NEW_FOR = Duration.ofDays(1);

    private final Path cache;
    private final HostProgram programs;
    private List<String> hosts = List.of();

    Apt(Path cache, HostProgram programs) {
        this.cache = cache;
        this.programs = programs;
    }

    /** What it knows of a package's newest version; empty when it knows none, or is not there. */
    Optional<Map<String, String>> show(String name, Architecture architecture) {
        try {
            Optional<Map<String, String>> known = shown(name, architecture);
            if (known.isEmpty() && !isHosts(architecture) && update(architecture)) {
                known = shown(name, architecture);
            }
            return known;
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** Fetches a version of a package into a folder. */
    void download(Path into, String name, Architecture architecture, String version) throws IOException {
        List<String> command = command("apt-get", architecture);
        command.addAll(List.of("download", "-q", "%s:%s=%s".formatted(name, architecture, version)));
        programs.run(into, IN_ENGLISH, command);
    }

    private Optional<Map<String, String>> shown(String name, Architecture architecture) throws IOException {
        List<String> command = command("apt-cache", architecture);
        command.addAll(List.of("show", "--no-all-versions", "%s:%s".formatted(name, architecture)));
        try {
            Map<String, String> fields = ControlFile.first(programs.run(cache, IN_ENGLISH, command));
            return fields.containsKey("Version") ? Optional.of(fields) : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    private boolean isHosts(Architecture architecture) throws IOException {
        if (hosts.isEmpty()) {
            // Where there is no dpkg there is no apt either, and asking it will say so.
            String own = programs.run(cache, IN_ENGLISH, List.of("dpkg", "--print-architecture"));
            String others = programs.run(cache, IN_ENGLISH, List.of("dpkg", "--print-foreign-architectures"));
            hosts = (own + "\n" + others).lines().toList();
        }
        return hosts.contains(architecture.debian());
    }

    /** Once a day; an archive that did not answer is no reason to do without the others. */
    private boolean update(Architecture architecture) throws IOException {
        Path lists = lists(architecture);
        Path stamp = lists.resolve("updated");
        if (Files.exists(stamp)
                && Files.getLastModifiedTime(stamp)
                        .toInstant()
                        .isAfter(Instant.now().minus(LISTS_ARE_NEW_FOR))) {
            return false;
        }
        Files.createDirectories(lists.resolve("partial"));
        Files.createDirectories(cache.resolve("archives/partial"));
        List<String> command = command("apt-get", architecture);
        command.addAll(List.of("update", "-q"));
        try {
            programs.run(cache, IN_ENGLISH, command);
        } catch (IOException inPart) {
            return true;
        }
        Files.write(stamp, new byte[0]);
        return true;
    }

    private List<String> command(String program, Architecture architecture) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        if (!isHosts(architecture)) {
            for (String option : List.of(
                    "APT::Architecture=" + architecture,
                    "APT::Architectures=" + architecture,
                    "Dir::State::lists=" + lists(architecture),
                    "Dir::State::status=/dev/null",
                    "Dir::Cache=" + cache,
                    "Dir::Cache::pkgcache=",
                    "Dir::Cache::srcpkgcache=",
                    "Acquire::Languages=none")) {
                command.addAll(List.of("-o", option));
            }
        }
        return command;
    }

    private Path lists(Architecture architecture) {
        return cache.resolve("lists-" + architecture).toAbsolutePath();
    }
}
