package org.p2vworkbench.converter.cli;

import java.nio.file.Path;
import org.p2vworkbench.converter.store.Store;
import picocli.CommandLine.Option;

/** Which store: shared by the commands that look at machines. */
final class StoreOptions {

    @Option(
            names = "--store",
            paramLabel = "DIR",
            defaultValue = "/var/lib/p2v",
            description = "The folder that holds the machine folders; default $P2V_STORE, else /var/lib/p2v.")
    private Path folder;

    Store store() {
        return new Store(folder);
    }
}
