package org.p2vworkbench.converter.enrol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.PrivateFolder;

/** The public keys of enrolled agents, a file for each machine: after its code, an agent is known by its key. */
public final class AgentKeys {

    private final Path folder;

    public AgentKeys(Path folder) {
        this.folder = folder;
    }

    public boolean knows(String machine) {
        return Files.exists(file(machine));
    }

    public boolean accepts(String machine, PublicKey key) throws IOException {
        Path file = file(machine);
        return Files.exists(file) && Files.readAllLines(file).contains(line(key));
    }

    /** In place of the one the machine had: a new code means a new agent. */
    public void put(String machine, PublicKey key) throws IOException {
        PrivateFolder.create(folder);
        DurableFile.write(file(machine), String.join("\n", List.of(line(key), "")));
    }

    private Path file(String machine) {
        return folder.resolve(machine + ".key");
    }

    private static String line(PublicKey key) {
        return "%s %s".formatted(key.getAlgorithm(), Base64.getEncoder().encodeToString(key.getEncoded()));
    }
}
