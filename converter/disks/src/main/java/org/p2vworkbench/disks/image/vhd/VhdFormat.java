package org.p2vworkbench.disks.image.vhd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageContext;
import org.p2vworkbench.disks.image.ImageFormat;
import org.p2vworkbench.disks.image.blocks.BlockMap;
import org.p2vworkbench.disks.image.blocks.MappedDisk;
import org.p2vworkbench.disks.image.blocks.Run;

/** Virtual Hard Disk: fixed, dynamic and differencing. */
public final class VhdFormat implements ImageFormat {

    static final String NAME = "vhd";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(BlockSource file) throws IOException {
        return FooterSearch.plausible(file);
    }

    @Override
    public DiskImage open(BlockSource file, ImageContext context) throws IOException {
        FooterSearch.Found found = FooterSearch.find(file);
        VhdFooter footer = found.footer();
        return footer.type() == VhdFooter.Type.FIXED
                ? fixed(file, footer, found.dataEnd())
                : sparse(file, footer, context);
    }

    private static DiskImage fixed(BlockSource file, VhdFooter footer, long dataEnd) throws IOException {
        long size = VirtualSize.bytes(footer);
        if (size > dataEnd) {
            throw footer.block()
                    .damaged(
                            48,
                            "the disk has %d bytes, but only %d precede this footer".formatted(size, dataEnd),
                            "The image is cut short; copy it again from where it came from.");
        }
        BlockMap map = (offset, limit) -> Run.stored(limit - offset, offset);
        return image(
                file,
                footer,
                size,
                map,
                Optional.empty(),
                List.of(footer.block().structure("VHD footer")));
    }

    private static DiskImage sparse(BlockSource file, VhdFooter footer, ImageContext context) throws IOException {
        SparseHeader header = SparseHeader.parse(file, footer.headerAt());
        List<Structure> structures = new ArrayList<>();
        structures.add(footer.block().structure("VHD footer"));
        structures.add(header.block().structure("VHD dynamic disk header"));
        for (ParentLocator locator : header.parentLocators()) {
            structures.add(locator.block().structure("VHD parent locator " + locator.platform()));
        }
        long size = VirtualSize.bytes(footer);
        boolean hasParent = footer.type() == VhdFooter.Type.DIFFERENCING;
        BlockMap map = new VhdBlockMap(file, header, size, hasParent);
        Optional<DiskImage> parent = hasParent ? Optional.of(VhdParent.open(header, context)) : Optional.empty();
        return image(file, footer, size, map, parent, structures);
    }

    private static DiskImage image(
            BlockSource file,
            VhdFooter footer,
            long size,
            BlockMap map,
            Optional<DiskImage> parent,
            List<Structure> structures) {
        String kind = footer.type().name().toLowerCase(Locale.ROOT);
        return new VhdImage(
                NAME + " " + kind,
                footer.id(),
                new MappedDisk(file, size, map, parent),
                List.copyOf(structures),
                parent);
    }
}
