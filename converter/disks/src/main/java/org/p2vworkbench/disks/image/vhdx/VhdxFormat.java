package org.p2vworkbench.disks.image.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageContext;
import org.p2vworkbench.disks.image.ImageFormat;
import org.p2vworkbench.disks.image.blocks.MappedDisk;

/** Virtual Hard Disk v2: fixed, dynamic and differencing. */
public final class VhdxFormat implements ImageFormat {

    static final String NAME = "vhdx";

    private static final long SIGNATURE = 0x7668647866696c65L; // "vhdxfile"
    private static final int IDENTIFIER_BYTES = 520;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(BlockSource file) throws IOException {
        if (file.size() < Long.BYTES) {
            return false;
        }
        ByteBuffer start = ByteBuffer.allocate(Long.BYTES);
        file.read(0, start);
        return start.getLong(0) == SIGNATURE;
    }

    @Override
    public DiskImage open(BlockSource file, ImageContext context) throws IOException {
        Block identifier = Block.littleEndian(file, 0, IDENTIFIER_BYTES);
        identifier.ascii(0, 8, "signature");
        identifier.utf16(8, 512, "creator");
        VhdxHeader header = VhdxHeader.current(file);
        BlockSource replayed = LogReplay.over(file, header);
        RegionTable regions = RegionTable.read(replayed);
        MetadataTable metadata = MetadataTable.read(replayed, regions.metadata());
        DiskParameters disk = DiskParameters.of(metadata);
        VhdxBlockMap map = new VhdxBlockMap(replayed, regions.blockTable(), disk);
        List<Structure> structures = new ArrayList<>();
        structures.add(identifier.structure("VHDX file identifier"));
        structures.add(header.block().structure("VHDX header"));
        structures.add(regions.block().structure("VHDX region table"));
        structures.addAll(metadata.structures());
        Optional<DiskImage> parent = disk.parent().isPresent()
                ? Optional.of(VhdxParent.open(disk.parent().get(), context))
                : Optional.empty();
        return new VhdxImage(
                variant(disk, header),
                header.dataWriteId(),
                new MappedDisk(replayed, disk.diskBytes(), map, parent),
                List.copyOf(structures),
                parent);
    }

    private static String variant(DiskParameters disk, VhdxHeader header) {
        String kind = disk.parent().isPresent() ? " differencing" : disk.keepsBlocks() ? " fixed" : " dynamic";
        return NAME + kind + (header.hasLog() ? ", log replayed" : "");
    }
}
