package org.p2vworkbench.disks.image.vmdk;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Slice;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageContext;
import org.p2vworkbench.disks.image.vmdk.descriptor.Descriptor;
import org.p2vworkbench.disks.image.vmdk.descriptor.ExtentLine;
import org.p2vworkbench.disks.image.vmdk.sparse.SparseExtents;
import org.p2vworkbench.disks.image.vmdk.sparse.Zeros;

/** Puts a disk together from what its descriptor names; whatever was opened is closed again when that fails. */
final class VmdkAssembly {

    private final BlockSource file;
    private final Descriptor descriptor;
    private final ImageContext context;
    private final SparseExtents sparse = new SparseExtents();
    private final Map<String, BlockSource> opened = new HashMap<>();
    private final List<Closeable> owned = new ArrayList<>();
    private final List<BlockSource> parts = new ArrayList<>();
    private Optional<VmdkImage> parent = Optional.empty();
    private long size;

    private VmdkAssembly(BlockSource file, Descriptor descriptor, ImageContext context) {
        this.file = file;
        this.descriptor = descriptor;
        this.context = context;
    }

    static VmdkImage open(BlockSource file, Descriptor descriptor, ImageContext context) throws IOException {
        VmdkAssembly assembly = new VmdkAssembly(file, descriptor, context);
        assembly.owned.add(file);
        try {
            return assembly.image();
        } catch (IOException | RuntimeException | Error failure) {
            try {
                VmdkImage.closeAll(assembly.owned);
            } catch (IOException alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
    }

    private VmdkImage image() throws IOException {
        descriptor.refuseEncryption();
        openParent();
        if (VmdkFormat.isWhole(file, descriptor)) {
            // The header says how large it is, as for QEMU; the name and size in the extent line may be from before a
            // copy.
            add(sparse.open(file, this::beneath));
        } else {
            for (ExtentLine line : descriptor.extents()) {
                add(part(line));
            }
        }
        if (parts.isEmpty()) {
            throw new DiskFormatException(
                    descriptor.at(),
                    "the descriptor lists no extents",
                    "The descriptor is damaged; copy it again from where it came from.");
        }
        return new VmdkImage(file.name(), descriptor, parts, sparse, owned, parent.map(image -> image));
    }

    private void add(BlockSource part) throws DiskFormatException {
        parts.add(part);
        try {
            size = Math.addExact(size, part.size());
        } catch (ArithmeticException overflow) {
            throw new DiskFormatException(
                    descriptor.at(),
                    "the extents together are larger than any disk",
                    "The descriptor is damaged; copy it again from where it came from.",
                    overflow);
        }
    }

    private BlockSource part(ExtentLine line) throws IOException {
        if (line.isZero()) {
            return new Zeros(file.name(), line.sizeBytes());
        }
        if (!line.isFlat() && !line.isSparse()) {
            throw new DiskFormatException(
                    line.at(),
                    "the disk is of type %s with an extent of type %s, whose data is not in files beside it"
                            .formatted(descriptor.createType(), line.kind()),
                    "Clone it to a file on the VMware host ('vmkfstools -i old.vmdk -d thin new.vmdk') and convert that.");
        }
        BlockSource extent = extent(line);
        if (line.isSparse()) {
            return sparse.open(extent, size -> beneath(line.sizeBytes()));
        }
        if (line.fileOffsetBytes() > extent.size() || line.sizeBytes() > extent.size() - line.fileOffsetBytes()) {
            throw new DiskFormatException(
                    line.at(),
                    "the extent is %d bytes at 0x%x of '%s', which has only %d bytes"
                            .formatted(line.sizeBytes(), line.fileOffsetBytes(), extent.name(), extent.size()),
                    "The extent file was cut short; copy it again from where it came from.");
        }
        return new Slice(extent.name(), extent, line.fileOffsetBytes(), line.sizeBytes());
    }

    private BlockSource extent(ExtentLine line) throws IOException {
        String name = line.file()
                .orElseThrow(() -> new DiskFormatException(
                        line.at(),
                        "the extent of type %s names no file".formatted(line.kind()),
                        "Correct the line: access, size in sectors, type, \"file name\", offset in sectors."));
        BlockSource known = opened.get(name);
        if (known != null) {
            return known;
        }
        BlockSource extent = context.extent(name, line.at());
        owned.add(extent);
        opened.put(name, extent);
        return extent;
    }

    /** What shows where the next part has no grains. */
    private BlockSource beneath(long partBytes) {
        return parent.isPresent() ? new ParentPart(parent.get(), size, partBytes) : new Zeros(file.name(), partBytes);
    }

    private void openParent() throws IOException {
        Optional<Descriptor.Parent> named = descriptor.parent();
        if (named.isEmpty()) {
            return;
        }
        DiskAddress at = named.get().namedAt();
        DiskImage image = context.parent(named.get().file(), Optional.of("vmdk"), at);
        owned.add(image);
        if (!(image instanceof VmdkImage vmdk)) {
            throw new AssertionError("the vmdk format opens vmdk images, not " + image.format());
        }
        checkContentId(named.get(), vmdk);
        parent = Optional.of(vmdk);
    }

    private static void checkContentId(Descriptor.Parent named, VmdkImage parent) throws DiskFormatException {
        Optional<Long> found = parent.contentId();
        if (found.isEmpty() || found.get() != named.contentId()) {
            throw new DiskFormatException(
                    named.namedAt(),
                    "its parent '%s' has content identifier %s, expected %08x: it is another disk, or was written to after this snapshot was taken"
                            .formatted(
                                    named.file(), found.map("%08x"::formatted).orElse("none"), named.contentId()),
                    "Find the parent with CID=%08x; only if you know that this one was not changed, write its CID as parentCID into this descriptor."
                            .formatted(named.contentId()));
        }
    }
}
