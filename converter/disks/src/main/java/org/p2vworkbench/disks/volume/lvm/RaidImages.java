package org.p2vworkbench.disks.volume.lvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * The images of a RAID segment, and which of them are current. One that the kernel had given up on is there and
 * readable, and full of old data: only the superblocks in the rmeta volumes tell.
 */
final class RaidImages {

    private final List<Optional<BlockSource>> images = new ArrayList<>();
    private final List<Optional<RaidSuperblock>> superblocks = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    /** @param metadata its rmeta volume; empty when it is missing or has none */
    void add(Optional<BlockSource> image, Optional<BlockSource> metadata) throws IOException {
        images.add(image);
        superblocks.add(metadata.isPresent() ? RaidSuperblock.in(metadata.get()) : Optional.empty());
    }

    List<String> findings() {
        return findings;
    }

    /** Why the images cannot be put together at all, empty when they can. */
    Optional<String> obstacle() {
        boolean moved = superblocks.stream()
                .flatMap(Optional::stream)
                .anyMatch(superblock -> superblock.reshaping() || superblock.dataAtBytes() != 0);
        return moved
                ? Optional.of("Its layout was being changed (lvconvert --stripes or --type): start it once on the old"
                        + " machine and let the change finish.")
                : Optional.empty();
    }

    /** The images in order, those that are not current left out. */
    List<Optional<BlockSource>> current() {
        Optional<RaidSuperblock> freshest =
                superblocks.stream().flatMap(Optional::stream).max(Comparator.comparingLong(RaidSuperblock::events));
        if (freshest.isEmpty()) {
            return List.copyOf(images);
        }
        List<Optional<BlockSource>> current = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            String why = images.get(i).isPresent() ? staleness(i, superblocks.get(i), freshest.get()) : "";
            if (!why.isEmpty()) {
                findings.add("Image %d (%s) %s: its data is not read."
                        .formatted(i, images.get(i).get().name(), why));
            }
            current.add(why.isEmpty() ? images.get(i) : Optional.empty());
        }
        if (freshest.get().syncedTo() >= 0) {
            findings.add("The first synchronisation had come to byte %d: redundancy is not complete."
                    .formatted(freshest.get().syncedTo()));
        }
        return current;
    }

    private static String staleness(int image, Optional<RaidSuperblock> own, RaidSuperblock freshest) {
        if (freshest.tellsFailed(image)) {
            return "was marked failed";
        }
        if (own.isEmpty()) {
            return "has no superblock while others have: it was new, or the disk with its rmeta volume is missing";
        }
        if (own.get().position() != image) {
            return "says that it is image " + own.get().position();
        }
        // The kernel writes them one after another: one step apart is a loss of power, more is a loss of the disk.
        if (freshest.events() - own.get().events() > 1) {
            return "is behind the others (event %d, they have %d)"
                    .formatted(own.get().events(), freshest.events());
        }
        return own.get().recoveredTo() >= 0
                ? "was being rebuilt and had come to byte " + own.get().recoveredTo()
                : "";
    }
}
