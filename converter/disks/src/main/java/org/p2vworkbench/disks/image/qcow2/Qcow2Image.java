package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;

/** The disk in a qcow2 file: its active state, on top of its backing file's. */
final class Qcow2Image implements DiskImage {

    private static final byte[] ZEROS = new byte[64 << 10];

    private final BlockSource file;
    private final Qcow2Header header;
    private final Structure structure;
    private final ClusterMap map;
    private final CompressedClusters compressed;
    private final BlockSource host;
    private final Optional<DiskImage> backing;

    /** @param host the external data file, or {@code file} itself */
    Qcow2Image(
            BlockSource file,
            Block block,
            Qcow2Header header,
            ClusterMap map,
            BlockSource host,
            Optional<DiskImage> backing) {
        this.file = file;
        this.header = header;
        this.structure = block.structure("qcow2 header");
        this.map = map;
        this.compressed = new CompressedClusters(file, header);
        this.host = host;
        this.backing = backing;
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long size() {
        return header.sizeBytes();
    }

    @Override
    public String format() {
        StringBuilder said = new StringBuilder("qcow2 v").append(header.version());
        if (header.has(Qcow2Format.INCOMPATIBLE_CORRUPT)) {
            said.append(", marked corrupt by the program that wrote it");
        }
        return said.toString();
    }

    @Override
    public List<Structure> structures() {
        return List.of(structure);
    }

    @Override
    public Optional<DiskImage> parent() {
        return backing;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        map.walk(offset, offset + into.remaining(), (kind, guest, length, at) -> {
            ByteBuffer part = into.slice(into.position(), (int) length);
            switch (kind) {
                case ZERO -> zero(part);
                case DATA -> host.read(at, part);
                case COMPRESSED -> compressed.read(at, (int) (guest & header.clusterBytes() - 1), part);
                case UNALLOCATED -> readBacking(guest, part);
            }
            into.position(into.position() + (int) length);
        });
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        Extents.Builder runs = new Extents.Builder(from);
        map.walk(from, to, (kind, guest, length, at) -> {
            switch (kind) {
                case ZERO -> runs.add(length, Extent.Kind.ZERO);
                case DATA -> runs.addAll(host.extents(at, at + length));
                case COMPRESSED -> runs.add(length, Extent.Kind.DATA);
                case UNALLOCATED -> addBacking(guest, length, runs);
            }
        });
        return runs.build();
    }

    /** A backing file may be shorter than its child; behind its end are zeros. */
    private void readBacking(long guest, ByteBuffer part) throws IOException {
        int backed = (int) backed(guest, part.remaining());
        if (backed > 0) {
            backing.orElseThrow().read(guest, part.slice(0, backed));
        }
        zero(part.position(backed));
    }

    private void addBacking(long guest, long length, Extents.Builder runs) throws IOException {
        long backed = backed(guest, length);
        if (backed > 0) {
            runs.addAll(backing.orElseThrow().extents(guest, guest + backed));
        }
        runs.add(length - backed, Extent.Kind.ZERO);
    }

    private long backed(long guest, long length) {
        long end = backing.map(BlockSource::size).orElse(0L);
        return Math.max(0, Math.min(length, end - guest));
    }

    private static void zero(ByteBuffer part) {
        while (part.hasRemaining()) {
            part.put(ZEROS, 0, Math.min(part.remaining(), ZEROS.length));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            closeOthers();
        }
    }

    private void closeOthers() throws IOException {
        try {
            host.close();
        } finally {
            if (backing.isPresent()) {
                backing.get().close();
            }
        }
    }
}
