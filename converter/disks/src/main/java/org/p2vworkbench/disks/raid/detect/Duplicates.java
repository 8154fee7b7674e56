package org.p2vworkbench.disks.raid.detect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.set.RaidDisk;

/**
 * Takes out a disk that is there twice, over two paths: the same serial number, size, first and last MiB. Without a
 * serial number two equal disks may as well be the halves of a mirror, and both stay.
 */
final class Duplicates {

    private static final int SAMPLE_BYTES = 1 << 20;

    private final List<RaidDisk> distinct = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    Duplicates(List<RaidDisk> disks) throws IOException {
        for (RaidDisk disk : disks) {
            Optional<RaidDisk> twin = twin(disk);
            if (twin.isPresent()) {
                findings.add("%s is the same disk as %s over another path (serial number %s): looked at once."
                        .formatted(disk.name(), twin.get().name(), disk.serial().orElseThrow()));
            } else {
                distinct.add(disk);
            }
        }
    }

    List<RaidDisk> distinct() {
        return distinct;
    }

    List<String> findings() {
        return findings;
    }

    private Optional<RaidDisk> twin(RaidDisk disk) throws IOException {
        for (RaidDisk other : distinct) {
            if (disk.serial().isPresent()
                    && disk.serial().equals(other.serial())
                    && disk.bytes().size() == other.bytes().size()
                    && same(disk.bytes(), other.bytes())) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private static boolean same(BlockSource one, BlockSource other) throws IOException {
        int length = (int) Math.min(SAMPLE_BYTES, one.size());
        return sample(one, 0, length).equals(sample(other, 0, length))
                && sample(one, one.size() - length, length).equals(sample(other, one.size() - length, length));
    }

    private static ByteBuffer sample(BlockSource disk, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        disk.read(offset, bytes);
        return bytes.flip();
    }
}
