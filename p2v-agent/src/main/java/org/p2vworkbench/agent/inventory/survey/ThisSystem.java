package org.p2vworkbench.agent.inventory.survey;

import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The system that this runs on. */
final class ThisSystem implements Answers {

    private static final long SMART_LIMIT_SECONDS = 2;
    private static final int MOST_SMART_BYTES = 1 << 20;

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
        Optional<Path> smartctl = Stream.of("/usr/sbin", "/sbin", "/usr/bin", "/usr/local/sbin")
                .map(folder -> Path.of(folder, "smartctl"))
                .filter(Files::isExecutable)
                .findFirst();
        return System.nanoTime() - smartUntil < 0
                ? smartctl.flatMap(program -> asked(program, disk))
                : Optional.empty();
    }

    /** "-n standby" lets a disk sleep that sleeps. The status has bits for what is wrong, and the text is there all the same. */
    private static Optional<String> asked(Path smartctl, String disk) {
        try {
            Path said = Files.createTempFile("p2v-smart", ".json");
            try {
                Process process = new ProcessBuilder(smartctl.toString(), "-j", "-n", "standby", "-H", "-A", disk)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                process.getOutputStream().close();
                if (!process.waitFor(SMART_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return Optional.empty();
                }
                return Files.size(said) > MOST_SMART_BYTES
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
