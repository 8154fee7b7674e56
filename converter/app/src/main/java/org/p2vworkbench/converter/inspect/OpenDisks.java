package org.p2vworkbench.converter.inspect;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.disks.image.DiskImage;

/** The disks of one machine, open together because sets and groups lie across them. Those that fail, fail alone. */
final class OpenDisks implements Closeable {

    private final List<OpenDisk> open = new ArrayList<>();
    private final List<Node> failures = new ArrayList<>();

    OpenDisks(List<SourceDisk> disks) {
        for (SourceDisk disk : disks) {
            try {
                open(disk);
            } catch (IOException | RuntimeException failure) {
                failures.add(new Draft(Node.Kind.DISK, disk.name(), 0, 0, "")
                        .failed(failure)
                        .node());
            }
        }
    }

    private void open(SourceDisk disk) throws IOException {
        DiskImage image = disk.open();
        try {
            open.add(new OpenDisk(disk.name(), disk.serial(), image, AllocatedBytes.of(image)));
        } catch (IOException | RuntimeException failure) {
            image.close();
            throw failure;
        }
    }

    List<OpenDisk> open() {
        return open;
    }

    List<Node> failures() {
        return failures;
    }

    @Override
    public void close() {
        for (OpenDisk disk : open) {
            try {
                disk.image().close();
            } catch (IOException unexpected) {
                // Only read; there is nothing that closing could lose.
                throw new UncheckedIOException(unexpected);
            }
        }
    }
}
