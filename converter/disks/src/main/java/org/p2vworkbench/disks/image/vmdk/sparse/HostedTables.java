package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Grain tables of 32-bit sector numbers, as hosted sparse and COWD extents have them, and the redundant copy of them
 * that most hosted extents carry.
 *
 * <p>The copy is a copy of directory and tables; both lead to the same grains. It is asked entry by entry: the first
 * table's word stands wherever it can be true, and the copy fills in what is damaged. A grain that only the copy has is
 * taken too, when every entry of the copy's page can be true: no program ever takes a grain back, so an entry of zero
 * is one that was lost (a sector that could not be read when the file was rescued, say), and to believe it would turn
 * data into zeros without a word.
 */
final class HostedTables implements GrainMap {

    private static final int ENTRY = 4;

    /** Asking a file for its holes costs as much as reading about so many bytes of tables: those of 128 GiB. */
    private static final long WORTH_ASKING_FOR_HOLES = 8 << 20;

    private final BlockSource file;
    private final Geometry shape;
    private final Layout layout;
    private final Entries entries;
    private final Directory directory;
    private final Optional<Directory> redundant;
    private final PageCache cache;
    private final Notices notices;
    private final long[] untouched;

    /**
     * @param zeroGrains whether an entry of 1 says that the grain reads as zeros
     * @param compressed whether a grain takes another number of bytes in the file than on the disk
     */
    record Entries(boolean zeroGrains, boolean compressed) {}

    HostedTables(
            BlockSource file,
            Geometry shape,
            Layout layout,
            Entries entries,
            Directory directory,
            Optional<Directory> redundant,
            PageCache cache,
            Notices notices) {
        this.file = file;
        this.shape = shape;
        this.layout = layout;
        this.entries = entries;
        this.directory = directory;
        this.redundant = redundant;
        this.cache = cache;
        this.notices = notices;
        this.untouched = new long[shape.entriesPerPage()];
        Arrays.fill(untouched, UNALLOCATED);
    }

    @Override
    public long[] untouched() {
        return untouched;
    }

    @Override
    public long[] page(long page) throws IOException {
        long table = page / shape.pagesPerTable();
        boolean empty = directory.entry(table) == 0
                && (redundant.isEmpty() || redundant.get().entry(table) == 0);
        return empty ? untouched : cache.get(this, page, this::load);
    }

    @Override
    public long emptyUntil(long page, long end) throws IOException {
        long until = emptyUntil(directory, page, end);
        return redundant.isPresent() && until > page ? emptyUntil(redundant.get(), page, until) : until;
    }

    private long emptyUntil(Directory from, long page, long end) throws IOException {
        Optional<Long> at = page < end ? tableOffset(from, page) : Optional.empty();
        if (at.isEmpty()) {
            return page;
        }
        int perTable = shape.pagesPerTable();
        long tableBytes = (long) shape.entriesPerTable() * ENTRY;
        long pageBytes = tableBytes / perTable;
        long tables = from.following(page / perTable, (end - 1) / perTable + 1, tableBytes / Sectors.BYTES);
        long pages = Math.min(end - page, tables * perTable - page % perTable);
        return layout.holds(at.get(), pages * pageBytes)
                ? page
                        + ZeroScan.zeroBytes(file, at.get(), pages * pageBytes, isWorthAskingForHoles(tableBytes))
                                / pageBytes
                : page;
    }

    private boolean isWorthAskingForHoles(long tableBytes) {
        return shape.tableCount() * tableBytes >= WORTH_ASKING_FOR_HOLES;
    }

    @Override
    public DiskFormatException damage(long page, int entry) throws IOException {
        long at = tableOffset(directory, page).orElse(0L) + (long) entry * ENTRY;
        return new DiskFormatException(
                new DiskAddress(file.name(), at),
                "the grain table entry leads to %s, outside the grains of this file of 0x%x bytes"
                        .formatted(said(at), file.size()),
                "The image is cut short or damaged; copy it again from where it came from.");
    }

    private String said(long at) throws IOException {
        return "sector 0x%x".formatted(Directory.entries(file, at, 1, ENTRY)[0]);
    }

    private long[] load(long page) throws IOException {
        Optional<long[]> first = read(directory, page);
        if (first.isPresent() && !wantsCopy(first.get())) {
            return first.get();
        }
        Optional<long[]> copy = redundant.isPresent() ? read(redundant.get(), page) : Optional.empty();
        if (first.isPresent()) {
            return shared(copy.isPresent() ? merged(page, first.get(), copy.get()) : first.get());
        }
        long table = page / shape.pagesPerTable();
        if (copy.isPresent() && (directory.entry(table) != 0 || isSound(copy.get()))) {
            notice(directory.at(table), "grain table %d is lost; its redundant copy is used".formatted(table));
            return shared(copy.get());
        }
        if (directory.entry(table) == 0) {
            return untouched;
        }
        throw new DiskFormatException(
                directory.at(table),
                "grain table %d is said to be at sector 0x%x, outside this file of 0x%x bytes, and there is no sound copy"
                        .formatted(table, directory.entry(table), file.size()),
                "The image is cut short or damaged; copy it again from where it came from.");
    }

    /** The places a page of a table gives; empty where there is no such table. */
    private Optional<long[]> read(Directory from, long page) throws IOException {
        Optional<Long> at = tableOffset(from, page);
        if (at.isEmpty()) {
            return Optional.empty();
        }
        long[] places = Directory.entries(file, at.get(), shape.entriesPerPage(), ENTRY);
        long grain = shape.firstGrain(page);
        for (int i = 0; i < places.length; i++) {
            places[i] = place(places[i], shape.grainLength(grain + i));
        }
        return Optional.of(places);
    }

    private Optional<Long> tableOffset(Directory from, long page) throws IOException {
        long start = from.entry(page / shape.pagesPerTable()) * Sectors.BYTES;
        long pageLength = (long) shape.entriesPerPage() * ENTRY;
        long at = start + page % shape.pagesPerTable() * pageLength;
        return start != 0 && layout.holds(at, pageLength) ? Optional.of(at) : Optional.empty();
    }

    private long place(long sector, long grainLength) {
        if (sector == 0 || grainLength <= 0) {
            return UNALLOCATED;
        }
        if (sector == 1 && entries.zeroGrains) {
            return ZERO;
        }
        long at = sector * Sectors.BYTES;
        return layout.holds(at, entries.compressed ? 1 : grainLength) ? at : DAMAGED;
    }

    private boolean wantsCopy(long[] places) {
        for (long place : places) {
            if (place == DAMAGED || place == UNALLOCATED) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSound(long[] places) {
        return Arrays.stream(places).noneMatch(place -> place == DAMAGED);
    }

    private long[] merged(long page, long[] first, long[] copy) throws IOException {
        boolean sound = isSound(copy);
        int taken = 0;
        for (int i = 0; i < first.length; i++) {
            boolean lost = first[i] == DAMAGED || sound && first[i] == UNALLOCATED;
            if (lost && copy[i] != first[i] && copy[i] != DAMAGED) {
                first[i] = copy[i];
                taken++;
            }
        }
        if (taken > 0) {
            long table = page / shape.pagesPerTable();
            String what =
                    "%d entries of grain table %d are damaged; its redundant copy is used".formatted(taken, table);
            notice(new DiskAddress(file.name(), tableOffset(directory, page).orElse(0L)), what);
        }
        return first;
    }

    private long[] shared(long[] places) {
        return Arrays.equals(places, untouched) ? untouched : places;
    }

    private void notice(DiskAddress at, String what) {
        notices.add(at.offset(), ENTRY, file.name(), what);
    }
}
