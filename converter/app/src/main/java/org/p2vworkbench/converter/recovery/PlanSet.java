package org.p2vworkbench.converter.recovery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.Allocations;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.partclone.PartcloneShape;
import org.p2vworkbench.disks.partclone.PartcloneWriter;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;

/**
 * Decides how everything on a machine's disks goes into a set: used blocks where they are known, swap by its identifiers,
 * volume groups as such, and whatever else as all of its bytes. Clonezilla restores partitions; what it could not put back
 * is refused before anything is written.
 */
public final class PlanSet {

    private static final String LVM = "LVM2_member";
    private static final Set<String> EXTENDED = Set.of("0x05", "0x0f", "0x85");
    private static final String MBR_SWAP = "0x82";
    private static final String MBR_DYNAMIC = "0x42";
    /** Microsoft, "Dynamic disk storage": pieces of volumes, whatever they begin with. */
    private static final Set<String> GPT_DYNAMIC =
            Set.of("5808c8aa-7e8f-42e0-85d2-e1e90434cfb3", "af9b60a0-1431-4f62-bc68-3311714a69ad");

    private static final long WINDOW_BYTES = 64L << 30;

    private final List<PlannedDisk> disks = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final List<PlannedSwap> swaps = new ArrayList<>();
    private final List<PhysicalVolumes.Member> members = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private PlanSet() {}

    public static SetPlan of(List<SetDisk> disks) throws IOException {
        PlanSet plan = new PlanSet();
        for (SetDisk disk : disks) {
            plan.disk(disk);
        }
        if (plan.disks.isEmpty()) {
            throw new RefusedException(
                    disks.get(0).name(), "holds nothing at all", "Name a disk that was in use once.");
        }
        PhysicalVolumes volumes = new PhysicalVolumes(plan.members, plan);
        List<PlannedGroup> groups = volumes.plan();
        return new SetPlan(plan.disks, groups, plan.pieces, plan.swaps, plan.warnings);
    }

    private void disk(SetDisk disk) throws IOException {
        PartitionTable table = PartitionTable.of(disk.bytes());
        if (table.kind() == PartitionTable.Kind.NONE) {
            withoutTable(disk, table);
            return;
        }
        if (table.kind() == PartitionTable.Kind.BSD) {
            throw new RefusedException(
                    disk.name(),
                    "has a BSD disklabel and no other partition table, which Clonezilla cannot make",
                    "Keep the machine folder itself; 'p2v convert --to-device' puts its image onto a disk.");
        }
        table.findings().forEach(finding -> warnings.add(disk.name() + ": " + finding));
        String device = DeviceNames.disk(disks.size());
        List<String> parts = new ArrayList<>();
        Map<Integer, String> content = new HashMap<>();
        for (Partition partition : table.partitions()) {
            refuseUnfit(disk, partition);
            boolean nested =
                    partition.type().startsWith("bsd:") || partition.type().startsWith("solaris:");
            if (!nested && !EXTENDED.contains(partition.type())) {
                partition(disk, table, partition, device + partition.number(), parts, content);
            }
        }
        disks.add(new PlannedDisk(disk, device, table, parts, content));
    }

    private static void refuseUnfit(SetDisk disk, Partition partition) throws RefusedException {
        if (partition.endBytes() > disk.bytes().size()) {
            throw new RefusedException(
                    disk.name(),
                    "partition %d ends at byte %d, the disk at %d: it is cut short"
                            .formatted(
                                    partition.number(),
                                    partition.endBytes(),
                                    disk.bytes().size()),
                    "Copy the disk again from where it came from.");
        }
        if (partition.type().equals(MBR_DYNAMIC)) {
            throw new RefusedException(
                    disk.name(),
                    "is a dynamic disk of Windows, whose database lies outside all partitions: Clonezilla loses it",
                    "Keep the machine folder itself; 'p2v convert --to-device' puts its image onto a disk.");
        }
    }

    /** Clonezilla knows physical volumes on whole disks. A disk that was never used has nothing to restore. */
    private void withoutTable(SetDisk disk, PartitionTable table) throws IOException {
        Optional<FilesystemSignature> signature = FilesystemSignature.of(disk.bytes());
        if (signature.filter(found -> found.type().equals(LVM)).isPresent()) {
            String device = DeviceNames.disk(disks.size());
            members.add(new PhysicalVolumes.Member(device, disk.bytes(), signature.get(), true));
            disks.add(new PlannedDisk(disk, device, table, List.of(device), Map.of()));
        } else if (signature.isEmpty() && isBlank(disk.bytes())) {
            warnings.add(disk.name() + " is blank and is left out.");
        } else {
            throw new RefusedException(
                    disk.name(),
                    "has no partition table but %s; Clonezilla restores partitions"
                            .formatted(signature
                                    .map(found -> "holds %s from its first sector on".formatted(found.type()))
                                    .orElse("holds data that is not known here")),
                    "Keep the machine folder itself; 'p2v convert --to-device' puts its image onto a disk.");
        }
    }

    private static boolean isBlank(BlockSource disk) throws IOException {
        for (long at = 0; at < disk.size(); at += WINDOW_BYTES) {
            for (Extent run : disk.extents(at, Math.min(disk.size(), at + WINDOW_BYTES))) {
                if (!run.isZero() && !AllZeros.in(disk, run.offset(), run.end())) {
                    return false;
                }
            }
        }
        return true;
    }

    private void partition(
            SetDisk disk,
            PartitionTable table,
            Partition partition,
            String device,
            List<String> parts,
            Map<Integer, String> content)
            throws IOException {
        BlockSource bytes = partition.in(disk.bytes());
        // What a container holds, or a part of a dynamic disk, is not what it begins with.
        boolean opaque = partition.container() || GPT_DYNAMIC.contains(partition.type());
        Optional<FilesystemSignature> signature = opaque ? Optional.empty() : FilesystemSignature.of(bytes);
        String type = signature.map(FilesystemSignature::type).orElse("");
        boolean mayBeSwap =
                table.kind() == PartitionTable.Kind.GPT || partition.type().equals(MBR_SWAP);
        if (type.equals(LVM)) {
            members.add(new PhysicalVolumes.Member(device, bytes, signature.get(), false));
            parts.add(device);
        } else if (mayBeSwap && isSwap(bytes, type)) {
            swap(device, "/dev/" + device, bytes, signature.get());
            content.put(partition.number(), type);
        } else {
            data(device, "/dev/" + device, bytes, signature);
            parts.add(device);
            if (!type.isEmpty() && !type.startsWith("sw")) {
                content.put(partition.number(), type);
            }
        }
    }

    /** Plain swap; what a hibernated machine left is data. */
    static boolean isSwap(BlockSource bytes, String type) throws IOException {
        return type.equals("swap")
                && Allocations.of(bytes)
                        .filter(found -> found.map().isPresent())
                        .isPresent();
    }

    void swap(String device, String path, BlockSource bytes, FilesystemSignature signature) {
        // Clonezilla gives both to a shell; what it would not take as one word is left out.
        String uuid = signature.uuid().matches("[0-9a-fA-F-]{36}") ? signature.uuid() : "";
        String label = signature.label().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,15}") ? signature.label() : "";
        if (!label.equals(signature.label())) {
            warnings.add("%s: the label of this swap area is not kept, Clonezilla could not set it.".formatted(path));
        }
        swaps.add(new PlannedSwap(device, path, bytes.size(), uuid, label));
    }

    void data(String device, String path, BlockSource bytes, Optional<FilesystemSignature> signature)
            throws IOException {
        Optional<Allocation> allocation = signature.isEmpty() ? Optional.empty() : Allocations.of(bytes);
        Optional<PartcloneShape> shape = allocation.flatMap(found -> PartcloneShape.of(bytes, signature.get(), found));
        if (shape.isPresent()) {
            pieces.add(new Piece(
                    device,
                    path,
                    bytes,
                    signature,
                    shape.get().program(),
                    Optional.of(new PartcloneWriter(bytes, shape.get())),
                    ""));
            return;
        }
        String because = allocation
                .map(Allocation::wholeBecause)
                .filter(reason -> !reason.isEmpty())
                .orElseGet(() -> signature
                        .map(found -> "%s has no counterpart among partclone's programs.".formatted(found.type()))
                        .orElse("What it holds is not known."));
        whole(device, path, bytes, signature, because);
    }

    void whole(String device, String path, BlockSource bytes, Optional<FilesystemSignature> signature, String because) {
        pieces.add(new Piece(device, path, bytes, signature, Piece.WHOLE, Optional.empty(), because));
    }

    void warn(String warning) {
        warnings.add(warning);
    }
}
