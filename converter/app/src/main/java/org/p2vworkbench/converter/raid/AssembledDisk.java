package org.p2vworkbench.converter.raid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.failure.NotConvertibleException;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** The volume of a set as a disk: of a controller's, as the old machine saw it. Owns the members; closing it closes them. */
final class AssembledDisk implements DiskImage {

    private final RaidSet set;
    private final BlockSource volume;
    private final List<DiskImage> members;

    private AssembledDisk(RaidSet set, BlockSource volume, List<DiskImage> members) {
        this.set = set;
        this.volume = volume;
        this.members = members;
    }

    /** Finds the set again among the disks; they may have changed since it was found first. */
    static AssembledDisk open(List<SourceDisk> disks, RaidSet wanted, RaidDetective detective) throws IOException {
        List<DiskImage> open = new ArrayList<>();
        try {
            List<RaidDisk> candidates = candidates(disks, open);
            for (RaidSet set : detective.detect(candidates).sets()) {
                if (set.format().equals(wanted.format())
                        && set.uuid().equals(wanted.uuid())
                        && set.name().equals(wanted.name())
                        && set.state() == wanted.state()
                        && set.volume().isPresent()) {
                    return new AssembledDisk(set, set.volume().get(), open);
                }
            }
            throw new NotConvertibleException(
                    "%s set %s".formatted(wanted.format(), wanted.uuid()),
                    "is no longer what it was when it was found",
                    "Look again with 'p2v raid detect'.");
        } catch (IOException | RuntimeException failure) {
            for (DiskImage image : open) {
                image.close();
            }
            throw failure;
        }
    }

    static List<RaidDisk> candidates(List<SourceDisk> disks, List<DiskImage> open) throws IOException {
        List<RaidDisk> candidates = new ArrayList<>();
        for (SourceDisk disk : disks) {
            DiskImage image = disk.open();
            open.add(image);
            candidates.add(new RaidDisk(disk.name(), image, disk.serial(), Optional.empty(), true));
        }
        return candidates;
    }

    @Override
    public String name() {
        return volume.name();
    }

    @Override
    public long size() {
        return volume.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        volume.read(offset, into);
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        return volume.extents(from, to);
    }

    @Override
    public String format() {
        return "%s %s of %d disks"
                .formatted(set.format(), set.level().label(), set.disks().size());
    }

    @Override
    public List<Structure> structures() {
        return members.stream().flatMap(image -> image.structures().stream()).toList();
    }

    @Override
    public void close() throws IOException {
        for (DiskImage image : members) {
            image.close();
        }
    }
}
