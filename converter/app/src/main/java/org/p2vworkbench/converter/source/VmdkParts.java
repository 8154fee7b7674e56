package org.p2vworkbench.converter.source;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.disks.image.vmdk.VmdkFiles;

/** The parts of a VMware disk by its descriptor: known even when the disk cannot be opened because one is missing. */
public final class VmdkParts implements NamedFiles {

    @Override
    public Set<Path> namedBy(Path image) throws IOException {
        Set<Path> parts = new HashSet<>();
        try (BlockSource file = RawFile.open(image)) {
            for (String name : VmdkFiles.referencedBy(file)) {
                try {
                    parts.add(image.resolveSibling(name).toRealPath());
                } catch (IOException | InvalidPathException missing) {
                    // Opening the disk says what is missing.
                    continue;
                }
            }
        }
        return parts;
    }
}
