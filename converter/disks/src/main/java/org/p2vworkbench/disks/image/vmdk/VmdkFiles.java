package org.p2vworkbench.disks.image.vmdk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.vmdk.descriptor.Descriptor;
import org.p2vworkbench.disks.image.vmdk.descriptor.DescriptorText;
import org.p2vworkbench.disks.image.vmdk.sparse.SparseExtents;
import org.p2vworkbench.disks.image.vmdk.sparse.SparseHeader;

/**
 * Which files belong to a VMDK disk.
 *
 * <p>Of {@code disk.vmdk disk-flat.vmdk disk-000001.vmdk} only the last is a disk to convert: it names the first as its
 * parent, and that one names the second as its extent.
 */
public final class VmdkFiles {

    private VmdkFiles() {}

    /**
     * The files that {@code file} names as written there: extents other than itself, parent, change tracking. Empty when it is no VMDK with a
     * descriptor, or a damaged one: opening it will say why.
     */
    public static List<String> referencedBy(BlockSource file) throws IOException {
        try {
            Optional<Descriptor> descriptor = isVmdk(file) ? descriptor(file) : Optional.empty();
            return descriptor.isPresent() ? references(file, descriptor.get()) : List.of();
        } catch (DiskFormatException damaged) {
            return List.of();
        }
    }

    private static List<String> references(BlockSource file, Descriptor descriptor) throws IOException {
        List<String> names = new ArrayList<>();
        if (!VmdkFormat.isWhole(file, descriptor)) {
            descriptor.extents().forEach(extent -> extent.file().ifPresent(names::add));
        }
        descriptor.parent().ifPresent(parent -> names.add(parent.file()));
        descriptor.changeTrackFile().ifPresent(names::add);
        return names.stream()
                .filter(name -> !name.equals(file.name()))
                .distinct()
                .toList();
    }

    static boolean isVmdk(BlockSource file) throws IOException {
        return SparseExtents.kind(file).isPresent() || DescriptorText.startsAt(file, 0);
    }

    /** The descriptor that the file is, or has in it. */
    static Optional<Descriptor> descriptor(BlockSource file) throws IOException {
        Optional<SparseExtents.Kind> kind = SparseExtents.kind(file);
        if (kind.isEmpty()) {
            return DescriptorText.startsAt(file, 0)
                    ? Optional.of(DescriptorText.parse(file, 0, file.size()))
                    : Optional.empty();
        }
        if (kind.get() != SparseExtents.Kind.HOSTED) {
            return Optional.empty();
        }
        SparseHeader header = SparseExtents.header(file);
        if (!header.hasDescriptor()) {
            return Optional.empty();
        }
        header.checkDescriptor(file);
        return Optional.of(DescriptorText.parse(file, header.descriptorOffset(), header.descriptorBytes()))
                .filter(Descriptor::saysSomething);
    }
}
