package org.p2vworkbench.disks.image.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.Siblings;

/** A folder of small files in memory. */
final class MemoryFolder implements Siblings {

    private final Map<String, byte[]> files = new HashMap<>();

    MemoryFolder with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    byte[] file(String name) {
        return files.get(name);
    }

    /** A copy of {@code name} with some bytes changed. */
    MemoryFolder damaged(String name, Consumer<ByteBuffer> damage) {
        ByteBuffer bytes = ByteBuffer.wrap(files.get(name).clone()).order(ByteOrder.LITTLE_ENDIAN);
        damage.accept(bytes);
        return with(name, bytes.array());
    }

    void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    DiskImage image(String name) throws IOException {
        return ImageFormats.all().open(open(name, new DiskAddress(name, 0)), Optional.of("vmdk"));
    }

    @Override
    public Sibling open(String reference, DiskAddress namedAt) throws IOException {
        if (!has(reference)) {
            throw new DiskFormatException(namedAt, "names the file '" + reference + "', which is not there", "Add it.");
        }
        return new Sibling(new MemorySource(reference, files.get(reference)), this, reference);
    }

    @Override
    public boolean has(String reference) {
        return files.containsKey(reference);
    }
}
