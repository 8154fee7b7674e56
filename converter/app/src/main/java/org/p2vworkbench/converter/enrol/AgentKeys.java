package org.p2vworkbench.converter.enrol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** @param key in OpenSSH's notation; a comment behind it does not matter */
    public boolean accepts(String machine, String key) throws IOException {
        Path file = file(machine);
        return Files.exists(file) && Files.readString(file).strip().equals(bare(key));
    }

    /** In place of the one the machine had: a new code means a new agent. */
    public void put(String machine, String key) throws IOException {
        PrivateFolder.create(folder);
        DurableFile.write(file(machine), bare(key) + "\n");
    }

    private static String bare(String key) {
        String[] words = key.strip().split("\\s+", 3);
        return words.length < 2 ? "" : words[0] + " " + words[1];
    }

    private Path file(String machine) {
        return folder.resolve(machine + ".key");
    }
}
