package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;

/**
 * Gives clusters their place in the file, which only ever grows at its end.
 *
 * <p>Where something lands depends on nothing but the order of {@link #place} calls. A resumed run therefore needs no
 * table from the interrupted one: the same shapes in the same order have the same places.
 *
 * <p>Compressed clusters are packed byte after byte and may continue into the next host cluster; every host cluster
 * they touch counts one reference for each. A table or a whole cluster takes the next host cluster.
 */
final class ClusterAllocator {

    private final int clusterBytes;
    private final int sectorsShift;
    private final MappingTables mappings;
    private final RefcountBlocks refcounts;
    private long nextCluster;

    /** Where packing goes on, inside the last host cluster it used; 0 when it must start a new one. */
    private long packAt;

    ClusterAllocator(Qcow2Layout layout, ImageFile file) throws IOException {
        clusterBytes = layout.clusterBytes();
        // qemu docs/interop/qcow2.txt, "Compressed Clusters Descriptor": x = 62 - (cluster_bits - 8)
        sectorsShift = 62 - (Integer.numberOfTrailingZeros(clusterBytes) - 8);
        mappings = new MappingTables(file, layout.level1Entries());
        refcounts = new RefcountBlocks(file, layout.refcountTableEntries());
        nextCluster = layout.fixedClusters();
        cover(0, nextCluster);
        for (long cluster = 0; cluster < layout.fixedClusters(); cluster++) {
            refcounts.increment(cluster);
        }
    }

    /** Where the parts of a shape go: first of its packed bytes, first of its whole clusters. */
    record Place(long packedOffset, long wholeOffset) {}

    Place place(ChunkShape shape) throws IOException {
        placeTables(shape);
        long packedOffset = placePacked(shape.packedBytes());
        int whole = shape.wholeClusters();
        long wholeOffset = whole == 0 ? 0 : take(whole) * clusterBytes;
        map(shape, packedOffset, wholeOffset);
        refcounts.closeBefore(packAt == 0 ? nextCluster : packAt / clusterBytes);
        return new Place(packedOffset, wholeOffset);
    }

    /** Bytes of the file when everything placed so far is in it. */
    long fileBytes() {
        return nextCluster * clusterBytes;
    }

    void finish(Qcow2Layout layout) throws IOException {
        mappings.finish(layout.level1Offset());
        refcounts.finish(layout.refcountTableOffset());
    }

    private void placeTables(ChunkShape shape) throws IOException {
        for (int i = 0; i < shape.stored().length; i++) {
            int table = mappings.table(shape.firstCluster() + i);
            if (shape.stored()[i] != ChunkShape.ABSENT && !mappings.hasTable(table)) {
                mappings.addTable(table, take(1) * clusterBytes);
            }
        }
    }

    private long placePacked(long bytes) throws IOException {
        if (bytes == 0) {
            return 0;
        }
        long room = packAt == 0 ? 0 : clusterBytes - packAt % clusterBytes;
        if (bytes > room && packsOn(clusters(bytes - room))) {
            reserve(clusters(bytes - room));
        } else if (bytes > room) {
            packAt = reserve(clusters(bytes)) * clusterBytes;
        }
        long offset = packAt;
        packAt += bytes;
        if (packAt % clusterBytes == 0) {
            packAt = 0;
        }
        return offset;
    }

    /** Whether packing can run on into the next host clusters, with nothing in between. */
    private boolean packsOn(long clusters) {
        return packAt != 0 && packAt / clusterBytes == nextCluster - 1 && refcounts.covers(nextCluster, clusters);
    }

    /** Takes host clusters that one reference each leads to. */
    private long take(long clusters) throws IOException {
        long first = reserve(clusters);
        for (long cluster = first; cluster < first + clusters; cluster++) {
            refcounts.increment(cluster);
        }
        return first;
    }

    /** Takes host clusters in one run, with the refcount blocks they need in front of them. */
    private long reserve(long clusters) throws IOException {
        while (!refcounts.covers(nextCluster, clusters)) {
            cover(nextCluster, clusters);
        }
        long first = nextCluster;
        nextCluster += clusters;
        return first;
    }

    private void cover(long first, long clusters) throws IOException {
        for (long cluster = first; cluster < first + clusters; cluster = refcounts.nextRange(cluster)) {
            if (!refcounts.covers(cluster, 1)) {
                long at = nextCluster++;
                refcounts.addBlock(cluster, at);
                cover(at, 1);
                refcounts.increment(at);
            }
        }
    }

    private long clusters(long bytes) {
        return (bytes + clusterBytes - 1) / clusterBytes;
    }

    private void map(ChunkShape shape, long packedOffset, long wholeOffset) throws IOException {
        long packed = packedOffset;
        long whole = wholeOffset;
        for (int i = 0; i < shape.stored().length; i++) {
            int stored = shape.stored()[i];
            if (stored == ChunkShape.WHOLE) {
                mappings.map(shape.firstCluster() + i, whole | Qcow2Format.COPIED);
                whole += clusterBytes;
            } else if (stored != ChunkShape.ABSENT) {
                mappings.map(shape.firstCluster() + i, compressedEntry(packed, stored));
                countPacked(packed, stored);
                packed += stored;
            }
        }
    }

    private long compressedEntry(long offset, int bytes) {
        long lastSector = (offset + bytes - 1) / 512 - offset / 512;
        return Qcow2Format.COMPRESSED | lastSector << sectorsShift | offset;
    }

    private void countPacked(long offset, int bytes) {
        for (long cluster = offset / clusterBytes; cluster <= (offset + bytes - 1) / clusterBytes; cluster++) {
            refcounts.increment(cluster);
        }
    }
}
