package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.Redaction;
import picocli.CommandLine.Option;

/** Whether names, addresses and serial numbers are taken out. */
final class RedactionOptions {

    private static final int KEY_BYTES = 32;
    private static final String OWNER_ALONE = "rw-------";

    @Option(
            names = "--redact",
            description = "Replace serial numbers, addresses and names by words that are the same wherever they stand.")
    private boolean redact;

    @Option(
            names = "--redact-key",
            paramLabel = "FILE",
            description =
                    "Key that makes the words the same from one run to the next; made when missing. Implies --redact.")
    private Path keyFile;

    private Redaction redaction;

    Inventory of(Inventory inventory) throws IOException {
        if (!redact && keyFile == null) {
            return inventory;
        }
        if (redaction == null) {
            redaction = new Redaction(keyFile == null ? random() : key());
        }
        return redaction.of(inventory);
    }

    private static byte[] random() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private byte[] key() throws IOException {
        try {
            Files.createFile(
                    keyFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ALONE)));
            Files.writeString(keyFile, HexFormat.of().formatHex(random()) + "\n");
        } catch (FileAlreadyExistsException known) {
            // The words of the last run are wanted again.
        }
        try {
            return HexFormat.of().parseHex(Files.readString(keyFile).strip());
        } catch (IllegalArgumentException other) {
            throw new UsageException(
                    keyFile.toString(),
                    "is no key of --redact-key",
                    "Name another file; a missing one is made.",
                    other);
        }
    }
}
