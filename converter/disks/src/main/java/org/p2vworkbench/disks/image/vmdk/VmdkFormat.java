package org.p2vworkbench.disks.image.vmdk;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageContext;
import org.p2vworkbench.disks.image.ImageFormat;
import org.p2vworkbench.disks.image.vmdk.descriptor.Descriptor;
import org.p2vworkbench.disks.image.vmdk.sparse.SparseExtents;

/** VMware's disks, in all variants that hold their data in files. */
public final class VmdkFormat implements ImageFormat {

    @Override
    public String name() {
        return "vmdk";
    }

    @Override
    public boolean recognises(BlockSource file) throws IOException {
        return VmdkFiles.isVmdk(file);
    }

    @Override
    public DiskImage open(BlockSource file, ImageContext context) throws IOException {
        Optional<Descriptor> found = VmdkFiles.descriptor(file);
        Descriptor descriptor = found.orElseThrow(() -> refusal(file));
        return VmdkAssembly.open(file, descriptor, context);
    }

    private static DiskFormatException refusal(BlockSource file) {
        return new DiskFormatException(
                new DiskAddress(file.name(), 0),
                "no descriptor in it: this is one extent of a disk that is made of several files, or no VMDK",
                "Name the small .vmdk text file that lists the extents, and keep this file beside it.");
    }

    /** Whether all grains are in the file that holds the descriptor. */
    static boolean isWhole(BlockSource file, Descriptor descriptor) throws IOException {
        return SparseExtents.kind(file).isPresent()
                && !SparseExtents.header(file).holdsNoGrains()
                && descriptor.extents().size() <= 1;
    }
}
