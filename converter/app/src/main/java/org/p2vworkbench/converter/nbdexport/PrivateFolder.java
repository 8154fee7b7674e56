package org.p2vworkbench.converter.nbdexport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A temporary folder that only this program's user may enter: the permissions of a socket that all systems honour. */
final class PrivateFolder {

    private PrivateFolder() {}

    static Path create(String prefix) throws IOException {
        return Files.createTempDirectory(
                prefix, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
