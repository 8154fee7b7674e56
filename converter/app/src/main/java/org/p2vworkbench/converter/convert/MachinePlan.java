package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.device.TargetDevice;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.store.MachineFolder;

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

        private DiskPlan in(MachineFolder folder) {
            if (device.isPresent()) {
                return this;
            }
            return new DiskPlan(
                    name,
                    sourceFormat,
                    virtualBytes,
                    readBytes,
                    chunkBytes,
                    folder.disks().resolve(copy.getFileName().toString()),
                    folder.disks().resolve(image.getFileName().toString()),
                    imageFormat,
                    compression,
                    device,
                    wholeBecause);
        }

        /** The same disk in one image that stands alone. */
        DiskPlan flattened() {
            return new DiskPlan(
                    name,
                    sourceFormat,
                    virtualBytes,
                    readBytes,
                    chunkBytes,
                    image,
                    image,
                    imageFormat,
                    compression,
                    device,
                    wholeBecause);
        }

        /** Whether the machine writes to a layer, and the copy below it stays as it is. */
        public boolean layered() {
            return !copy.equals(image);
        }
    }

    /** The plan by which a machine was made. Its folder may have been moved since then, a device has not. */
    public static MachinePlan of(MachineFolder folder) throws IOException {
        MachinePlan written = JsonText.read(folder.planJson(), MachinePlan.class);
        return new MachinePlan(
                written.machine(),
                folder.path(),
                written.input(),
                written.disks().stream().map(disk -> disk.in(folder)).toList());
    }

    /** The same machine without layers. */
    MachinePlan flattened() {
        return new MachinePlan(
                machine, folder, input, disks.stream().map(DiskPlan::flattened).toList());
    }

    public long readBytes() {
        return disks.stream().mapToLong(DiskPlan::readBytes).sum();
    }
}
