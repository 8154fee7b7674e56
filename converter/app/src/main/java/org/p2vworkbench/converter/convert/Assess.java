package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.agent.inventory.BlockDevices;
import org.p2vworkbench.converter.copy.CopyPlan;
import org.p2vworkbench.converter.device.TargetCheck;
import org.p2vworkbench.converter.device.TargetDevice;
import org.p2vworkbench.converter.failure.NotConvertibleException;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.image.DiskImage;

/** The step that opens every disk of a machine, finds out how much there is to read, and writes nothing. */
final class Assess {

    /** One chunk is the unit of hashing, and a fair unit of reading. */
    static final int CHUNK_BYTES = 1 << 20;

    /** Where our clusters of 64 KiB end: qemu reads first-level tables of at most 32 MiB. */
    private static final long LARGEST_DISK_BYTES = 2L << 50;

    private final MachineSource source;
    private final MachineFolder folder;
    private final ConvertOptions options;

    Assess(MachineSource source, MachineFolder folder, ConvertOptions options) {
        this.source = source;
        this.folder = folder;
        this.options = options;
    }

    MachinePlan run() throws IOException {
        if (source.disks().isEmpty()) {
            throw new NotConvertibleException(
                    source.input(),
                    "describes a machine without a disk",
                    "Name its disk images, or the description that names them.");
        }
        Map<String, Path> devices = DeviceRequest.byDisk(options.devices(), source.disks());
        List<MachinePlan.DiskPlan> disks = new ArrayList<>();
        try (UsedBlocks used = options.allBlocks() ? UsedBlocks.all() : UsedBlocks.of(source.disks())) {
            for (SourceDisk disk : source.disks()) {
                Path device = devices.get(disk.name());
                disks.add(device == null ? plan(disk, used) : plan(disk, used, device));
            }
        }
        List<TargetDevice> targets =
                disks.stream().flatMap(disk -> disk.device().stream()).toList();
        if (targets.size() > 1) {
            new TargetCheck(BlockDevices.ofThisHost()).demandApart(targets);
        }
        return new MachinePlan(source.name(), folder.path(), source.input(), disks);
    }

    private MachinePlan.DiskPlan plan(SourceDisk disk, UsedBlocks used) throws IOException {
        try (DiskImage image = disk.open()) {
            if (image.size() > LARGEST_DISK_BYTES) {
                throw new NotConvertibleException(
                        image.name(),
                        "is a disk of %d TiB, and 2048 TiB is the largest that is written"
                                .formatted(image.size() >> 40),
                        "Check whether it is meant to be so large; if it is, make it smaller before converting.");
            }
            CopyPlan copy = CopyPlan.of(used.of(disk, image), chunkBytes(), options.allBlocks());
            String extension = "." + options.format().qemuName();
            Path whole = folder.disks().resolve(disk.name() + extension);
            Path base = folder.disks().resolve(disk.name() + ".base" + extension);
            return new MachinePlan.DiskPlan(
                    disk.name(),
                    image.format(),
                    image.size(),
                    copy.dataBytes(),
                    chunkBytes(),
                    options.layered() ? base : whole,
                    whole,
                    options.format().qemuName(),
                    options.format() == ConvertOptions.Format.RAW
                            ? "none"
                            : options.compression().name().toLowerCase(Locale.ROOT),
                    Optional.empty(),
                    used.wholeBecause(disk));
        }
    }

    /** A finished machine may be running from its device; nothing will be written to it then. */
    private MachinePlan.DiskPlan plan(SourceDisk disk, UsedBlocks used, Path path) throws IOException {
        TargetCheck check = new TargetCheck(BlockDevices.ofThisHost());
        try (DiskImage image = disk.open()) {
            TargetDevice device = folder.isFinished()
                    ? check.find(path)
                    : check.admit(path, image.size(), source.pathsToKeep(options.store()));
            return new MachinePlan.DiskPlan(
                    disk.name(),
                    image.format(),
                    image.size(),
                    CopyPlan.of(used.of(disk, image), chunkBytes(), options.allBlocks())
                            .dataBytes(),
                    chunkBytes(),
                    path,
                    path,
                    ConvertOptions.Format.RAW.qemuName(),
                    "none",
                    Optional.of(device),
                    used.wholeBecause(disk));
        }
    }

    /** A chunk is written whole, so it holds whole clusters. */
    private int chunkBytes() {
        return Math.max(CHUNK_BYTES, options.qcow2().clusterBytes());
    }
}
