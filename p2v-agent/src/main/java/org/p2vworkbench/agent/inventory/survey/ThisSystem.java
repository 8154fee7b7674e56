package org.p2vworkbench.agent.inventory.survey;

import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The system that this runs on. */
final class ThisSystem implements Answers {

    private static final long ANSWER_LIMIT_SECONDS = 2;
    private static final int MOST_ANSWER_BYTES = 1 << 20;

    /** For all disks together: behind some controllers each keeps silent until its limit. */
    private static final long ALL_SMART_SECONDS = 20;

    private final long smartUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(ALL_SMART_SECONDS);

    @Override
    public Optional<Usage> usage(String mountPlace) {
        try {
            FileStore store = Files.getFileStore(Path.of(mountPlace));
            long size = store.getTotalSpace();
            return size <= 0
                    ? Optional.empty()
                    : Optional.of(new Usage(size, size - store.getUnallocatedSpace(), store.getUsableSpace()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> addresses(String name) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            return found == null
                    ? List.of()
                    : found.getInterfaceAddresses().stream()
                            .map(ThisSystem::written)
                            .sorted()
                            .toList();
        } catch (SocketException gone) {
            return List.of();
        }
    }

    private static String written(InterfaceAddress address) {
        return address.getAddress().getHostAddress().replaceAll("%.*", "") + "/" + address.getNetworkPrefixLength();
    }

    @Override
    public Optional<String> smart(String disk) {
        // "-n standby" lets a disk sleep that sleeps. The status has bits for what is wrong, and the text is there all
        // the
        // same.
        return System.nanoTime() - smartUntil < 0
                ? program("smartctl").flatMap(path -> said(path, true, "-j", "-n", "standby", "-H", "-A", disk))
                : Optional.empty();
    }

    @Override
    public Optional<String> neighbours() {
        return program("lldpctl").flatMap(path -> said(path, false, "-f", "json0"));
    }

    private static Optional<Path> program(String name) {
        return Stream.of("/usr/sbin", "/sbin", "/usr/bin", "/usr/local/sbin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<String> said(Path program, boolean whateverItsStatus, String... arguments) {
        try {
            Path said = Files.createTempFile("p2v-said", ".json");
            try {
                List<String> command = new ArrayList<>(List.of(program.toString()));
                command.addAll(List.of(arguments));
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                process.getOutputStream().close();
                if (!process.waitFor(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return Optional.empty();
                }
                return Files.size(said) > MOST_ANSWER_BYTES || process.exitValue() != 0 && !whateverItsStatus
                        ? Optional.empty()
                        : Optional.of(Files.readString(said, StandardCharsets.ISO_8859_1));
            } finally {
                Files.delete(said);
            }
        } catch (IOException failed) {
            return Optional.empty();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
