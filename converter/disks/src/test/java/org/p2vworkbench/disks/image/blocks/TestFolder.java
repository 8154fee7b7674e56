package org.p2vworkbench.disks.image.blocks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.image.Siblings;

/** A folder of images in memory. */
public record TestFolder(Map<String, byte[]> files) implements Siblings {

    @Override
    public Sibling open(String reference, DiskAddress namedAt) throws IOException {
        if (!has(reference)) {
            throw new DiskFormatException(namedAt, "names '%s', which is not here".formatted(reference), "Add it.");
        }
        String name = plain(reference);
        return new Sibling(new MemorySource(name, files.get(name)), this, name);
    }

    @Override
    public boolean has(String reference) {
        return files.containsKey(plain(reference));
    }

    @Override
    public List<String> names() {
        return new ArrayList<>(files.keySet());
    }

    private static String plain(String reference) {
        return reference.startsWith(".\\") ? reference.substring(2) : reference;
    }
}
