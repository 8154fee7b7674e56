package org.p2vworkbench.disks.raid.md;

import java.util.Optional;

/** What keeps an array from being read however many members are there, in a sentence that says what to do. */
final class MdRefusal {

    /** 2 PiB per member: with 1920 members still a size that 63 bits hold. */
    private static final long LARGEST_MEMBER = 1L << 51;

    static final int MOST_DISKS = 1920;

    private MdRefusal() {}

    static Optional<String> of(MdSuperblock superblock) {
        MdArray array = superblock.array();
        if (array.reshape().isPresent()) {
            return Optional.of(reshaping(array.reshape().get()));
        }
        if (array.unknownFeatures() != 0) {
            return Optional.of(
                    "the superblocks use features 0x%x, which this program does not know; assemble the set with a recent mdadm and copy /dev/md*."
                            .formatted(array.unknownFeatures()));
        }
        return impossible(array.geometry())
                .map(what -> what + "; the superblock is damaged, or newer than this program.");
    }

    private static String reshaping(MdReshape reshape) {
        return ("the set was being reshaped and stopped at byte 0x%x of the volume, coming from the %s: from %s to %s."
                        + " Let mdadm finish the reshape on the old machine (mdadm --assemble, then cat /proc/mdstat), then come back.")
                .formatted(
                        reshape.positionBytes(),
                        reshape.backwards() ? "end" : "start",
                        reshape.before().inWords(),
                        reshape.after().inWords());
    }

    private static Optional<String> impossible(MdGeometry geometry) {
        boolean striped = geometry.level() == 0 || geometry.level() == 10 || geometry.hasParity();
        if (geometry.disks() < 1 || geometry.disks() > MOST_DISKS) {
            return Optional.of("the set would have %d members".formatted(geometry.disks()));
        }
        if (striped
                && (geometry.chunkBytes() < MdSuperblock.SECTOR || geometry.chunkBytes() % MdSuperblock.SECTOR != 0)) {
            return Optional.of("the set would have chunks of %d bytes".formatted(geometry.chunkBytes()));
        }
        if (geometry.isRedundant() && (geometry.componentBytes() <= 0 || geometry.componentBytes() > LARGEST_MEMBER)) {
            return Optional.of("the set would use %d bytes of each member".formatted(geometry.componentBytes()));
        }
        boolean hasMap =
                switch (geometry.level()) {
                    case MdGeometry.LINEAR, 0, 1 -> true;
                    case 10 -> MdLayouts.ten(geometry).isPresent();
                    default ->
                        MdLayouts.parity(geometry)
                                .filter(layout -> geometry.disks() > layout.parityCount() && geometry.disks() <= 255)
                                .isPresent();
                };
        return hasMap
                ? Optional.empty()
                : Optional.of("level %d with layout 0x%x over %d members is none that can be read"
                        .formatted(geometry.level(), geometry.layout(), geometry.disks()));
    }
}
