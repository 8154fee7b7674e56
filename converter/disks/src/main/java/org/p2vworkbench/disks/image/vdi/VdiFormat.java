package org.p2vworkbench.disks.image.vdi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageContext;
import org.p2vworkbench.disks.image.ImageFormat;
import org.p2vworkbench.disks.image.blocks.MappedDisk;

/** VirtualBox Disk Image: dynamic, fixed and differencing. */
public final class VdiFormat implements ImageFormat {

    static final String NAME = "vdi";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(BlockSource file) throws IOException {
        return isVdi(file);
    }

    static boolean isVdi(BlockSource file) throws IOException {
        if (file.size() < VdiHeader.SIGNATURE_AT + Integer.BYTES) {
            return false;
        }
        ByteBuffer signature = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.read(VdiHeader.SIGNATURE_AT, signature);
        return signature.getInt(0) == VdiHeader.SIGNATURE;
    }

    @Override
    public DiskImage open(BlockSource file, ImageContext context) throws IOException {
        VdiHeader header = VdiHeader.parse(file);
        VdiBlockMap map = new VdiBlockMap(file, header);
        Optional<DiskImage> parent =
                header.hasParent() ? Optional.of(VdiParent.open(header, context)) : Optional.empty();
        return new VdiImage(
                NAME + " " + header.type().name().toLowerCase(Locale.ROOT),
                new MappedDisk(file, header.diskBytes(), map, parent),
                List.of(header.block().structure("VDI header")),
                parent);
    }
}
