package org.p2vworkbench.converter.convert;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.device.TargetDevice;

/** What will be done to one machine: what a dry run prints, and what the real run does. */
public record MachinePlan(String machine, Path folder, String input, List<DiskPlan> disks) {

    public MachinePlan {
        disks = List.copyOf(disks);
    }

    /**
     * One disk.
     *
     * @param sourceFormat as found by content
     * @param copy the file that receives the bytes
     * @param image the file the machine boots: the copy, or the layer over it
     * @param device the block device that {@code copy} and {@code image} are then, raw; empty for a file
     * @param readBytes what has to be read; the rest of the disk is known to be zeros or in nobody's use
     * @param wholeBecause why more is read than is in use, a sentence each
     */
    public record DiskPlan(
            String name,
            String sourceFormat,
            long virtualBytes,
            long readBytes,
            int chunkBytes,
            Path copy,
            Path image,
            String imageFormat,
            String compression,
            Optional<TargetDevice> device,
            List<String> wholeBecause) {

        public DiskPlan {
            // A plan of an earlier version does not have them.
            wholeBecause = wholeBecause == null ? List.of() : List.copyOf(wholeBecause);
        }

        /** Whether the machine writes to a layer, and the copy below it stays as it is. */
        boolean layered() {
            return !copy.equals(image);
        }
    }

    public long readBytes() {
        return disks.stream().mapToLong(DiskPlan::readBytes).sum();
    }
}
