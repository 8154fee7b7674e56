package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Structure;

/** Opens the sparse extents of one disk, whichever of the three kinds; they share one bounded cache. */
public final class SparseExtents {

    private static final int HOSTED_ENTRY = 4;
    private static final int SESPARSE_ENTRY = 8;

    private final PageCache cache = new PageCache();
    private final Notices notices = new Notices();
    private final List<Structure> headers = new ArrayList<>();

    /** Says what lies beneath an extent, once its own size is known. */
    public interface Beneath {
        BlockSource of(long sizeBytes) throws IOException;
    }

    /** Which kind of sparse extent the file begins as. */
    public enum Kind {
        HOSTED,
        COWD,
        SESPARSE
    }

    public static Optional<Kind> kind(BlockSource file) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        if (file.size() < start.limit()) {
            return Optional.empty();
        }
        file.read(0, start);
        long magic = Integer.toUnsignedLong(start.getInt(0));
        if (magic == SparseHeader.MAGIC) {
            return Optional.of(Kind.HOSTED);
        }
        if (magic == CowdHeader.MAGIC) {
            return Optional.of(Kind.COWD);
        }
        return start.getLong(0) == SeSparseHeader.MAGIC ? Optional.of(Kind.SESPARSE) : Optional.empty();
    }

    /** The header at the start of a hosted extent, which knows where the descriptor is. */
    public static SparseHeader header(BlockSource file) throws IOException {
        return SparseHeader.parse(file, 0, "sparse header");
    }

    /** Opens the extent in {@code file} as the bytes that {@code beneath} has, with its grains over them. */
    public SparseExtent open(BlockSource file, Beneath beneath) throws IOException {
        Kind kind = kind(file)
                .orElseThrow(() -> new DiskFormatException(
                        new DiskAddress(file.name(), 0),
                        "no signature of a sparse extent (KDMV, COWD or seSparse) at the start",
                        "Check that this is the file its descriptor means, or copy it again."));
        return switch (kind) {
            case HOSTED -> hosted(file, beneath);
            case COWD -> cowd(file, beneath);
            case SESPARSE -> seSparse(file, beneath);
        };
    }

    /** All headers read, then the damage met so far. */
    public List<Structure> structures() {
        List<Structure> all = new ArrayList<>(headers);
        all.addAll(notices.structures());
        return all;
    }

    private SparseExtent hosted(BlockSource file, Beneath beneath) throws IOException {
        SparseHeader first = SparseHeader.parse(file, 0, "sparse header");
        headers.add(first.structure());
        SparseHeader header = first.directoryIsAtEnd() ? footer(file) : first;
        Geometry shape = header.shape();
        Grains grains = header.isCompressed()
                ? new DeflatedGrains(file, shape, header.hasMarkers())
                : new PlainGrains(file, shape.grainShift());
        return new SparseExtent(file.name(), shape, tables(file, header), grains, sized(file, beneath, shape));
    }

    private HostedTables tables(BlockSource file, SparseHeader header) throws DiskFormatException {
        Geometry shape = header.shape();
        long length = directoryLength(file, shape.tableCount(), HOSTED_ENTRY, 12);
        Layout layout = new Layout(file.size())
                .metadata(0, SparseHeader.BYTES)
                .metadata(header.descriptorOffset(), header.hasDescriptor() ? header.descriptorBytes() : 0);
        Optional<Directory> own = directory(file, header.directoryOffset(), shape, layout);
        Optional<Directory> copy = directory(file, header.redundantDirectoryOffset(), shape, layout);
        if (own.isEmpty() && copy.isEmpty()) {
            throw directoryOutside(file, header.directoryOffset(), length, 56);
        }
        if (own.isEmpty()) {
            String what = "the grain directory at 0x%x is lost; the redundant one is used";
            notices.add(56, 8, file.name(), what.formatted(header.directoryOffset()));
        }
        layout.metadata(header.directoryOffset(), own.isPresent() ? length : 0);
        layout.metadata(header.redundantDirectoryOffset(), copy.isPresent() ? length : 0);
        return new HostedTables(
                file,
                shape,
                layout,
                new HostedTables.Entries(header.hasZeroGrains(), header.isCompressed()),
                own.or(() -> copy).orElseThrow(),
                own.isPresent() ? copy : Optional.empty(),
                cache,
                notices);
    }

    private SparseHeader footer(BlockSource file) throws IOException {
        SparseHeader footer = StreamFooter.find(file);
        headers.add(footer.structure());
        return footer;
    }

    /** The directory at this place, if one can be there. */
    private Optional<Directory> directory(BlockSource file, long offset, Geometry shape, Layout layout) {
        long length = shape.tableCount() * HOSTED_ENTRY;
        return offset > 0 && layout.holds(offset, length)
                ? Optional.of(new Directory(file, offset, shape.tableCount(), HOSTED_ENTRY, cache))
                : Optional.empty();
    }

    private SparseExtent cowd(BlockSource file, Beneath beneath) throws IOException {
        CowdHeader header = CowdHeader.parse(file);
        headers.add(header.structure());
        Geometry shape = header.shape();
        long length = directoryLength(file, header.directoryEntries(), HOSTED_ENTRY, 24);
        Layout layout = new Layout(file.size()).metadata(0, CowdHeader.BYTES);
        if (!layout.holds(header.directoryOffset(), length)) {
            throw directoryOutside(file, header.directoryOffset(), length, 20);
        }
        layout.metadata(header.directoryOffset(), length);
        Directory directory =
                new Directory(file, header.directoryOffset(), header.directoryEntries(), HOSTED_ENTRY, cache);
        HostedTables tables = new HostedTables(
                file,
                shape,
                layout,
                new HostedTables.Entries(false, false),
                directory,
                Optional.empty(),
                cache,
                notices);
        Grains grains = new PlainGrains(file, shape.grainShift());
        return new SparseExtent(file.name(), shape, tables, grains, sized(file, beneath, shape));
    }

    private SparseExtent seSparse(BlockSource file, Beneath beneath) throws IOException {
        SeSparseHeader header = SeSparseHeader.parse(file);
        headers.addAll(header.structures());
        long length = directoryLength(file, header.directoryEntries(), SESPARSE_ENTRY, 136);
        Layout layout = new Layout(file.size()).metadata(0, Sectors.BYTES);
        if (!layout.holds(header.directoryOffset(), length)) {
            throw directoryOutside(file, header.directoryOffset(), length, 128);
        }
        layout.metadata(header.directoryOffset(), length);
        Directory directory =
                new Directory(file, header.directoryOffset(), header.directoryEntries(), SESPARSE_ENTRY, cache);
        SeSparseTables tables = new SeSparseTables(file, header, layout, directory, cache);
        Grains grains = new PlainGrains(file, header.shape().grainShift());
        return new SparseExtent(file.name(), header.shape(), tables, grains, sized(file, beneath, header.shape()));
    }

    private static long directoryLength(BlockSource file, long entries, int entryBytes, int field)
            throws DiskFormatException {
        if (entries > file.size() / entryBytes) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), field),
                    "a grain directory of %d entries does not fit into a file of 0x%x bytes"
                            .formatted(entries, file.size()),
                    "The image is cut short or damaged; copy it again from where it came from.");
        }
        return entries * entryBytes;
    }

    private static DiskFormatException directoryOutside(BlockSource file, long offset, long length, int field) {
        return new DiskFormatException(
                new DiskAddress(file.name(), field),
                "the grain directory is said to be %d bytes at 0x%x of a file of 0x%x bytes"
                        .formatted(length, offset, file.size()),
                "The image is cut short or damaged; copy it again from where it came from.");
    }

    private static BlockSource sized(BlockSource file, Beneath beneath, Geometry shape) throws IOException {
        BlockSource under = beneath.of(shape.sizeBytes());
        // Some writers round the capacity up to whole grains.
        long surplus = shape.sizeBytes() - under.size();
        if (surplus < 0 || surplus >= shape.grainBytes()) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), 0),
                    "the extent holds %d bytes, its descriptor says %d".formatted(shape.sizeBytes(), under.size()),
                    "The file belongs to another disk; put the right one beside its descriptor.");
        }
        return under;
    }
}
