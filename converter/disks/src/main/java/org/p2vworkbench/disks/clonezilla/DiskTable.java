package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The partition table of a disk as it was saved, put together from the files that tell of it: what sfdisk printed is what
 * Clonezilla itself goes by; where that is from before it knew GPTs, the saved sectors.
 *
 * @param sectors of the disk
 * @param pieces the table itself
 */
record DiskTable(long sectors, boolean gpt, List<TableEntry> entries, List<Piece> pieces, List<String> notes) {

    private static final int SECTOR_BYTES = Piece.SECTOR_BYTES;
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}");
    private static final int MBR_BYTES_MOST = 1 << 20;
    /** What lies behind a GPT's last usable sector: 32 sectors of entries and a header. */
    private static final int GPT_TAIL_SECTORS = 33;

    private static final String NEXT = "The file was changed or damaged; copy the folder again, or correct it.";

    DiskTable {
        entries = List.copyOf(entries);
        pieces = List.copyOf(pieces);
        notes = List.copyOf(notes);
    }

    /** Whether the first sector hands over to more of GRUB, which lies behind it on a disk with an MBR. */
    boolean startsGrub() {
        return !gpt
                && pieces.stream()
                        .filter(piece -> piece.offset() == 0)
                        .anyMatch(piece -> new String(piece.bytes(), StandardCharsets.ISO_8859_1).contains("GRUB"));
    }

    static DiskTable read(ImageFiles files, String disk) throws IOException {
        Optional<PartedPrint> parted = PartedPrint.read(files, disk + "-pt.parted");
        String sf = disk + "-pt.sf";
        if (!files.has(sf)) {
            long sectors = parted.map(PartedPrint::sectors)
                    .orElseThrow(() -> files.damaged(
                            sf, "is not in the folder", "Copy the whole folder again from where it was saved."));
            return new DiskTable(sectors, false, List.of(), List.of(), List.of());
        }
        SfdiskDump dump = SfdiskDump.parse(files, sf, disk);
        requireSectors(files, sf, parted, dump);
        boolean gpt = dump.isGpt() || dump.onlyProtects();
        return gpt ? new Gpt(files, disk, dump, parted).table() : mbr(files, disk, dump, parted);
    }

    private static void requireSectors(ImageFiles files, String sf, Optional<PartedPrint> parted, SfdiskDump dump)
            throws DiskFormatException {
        String said = dump.sectorBytes()
                .orElse(parted.map(found -> Integer.toString(found.sectorBytes()))
                        .orElse("512"));
        if (!said.equals(Integer.toString(SECTOR_BYTES))) {
            throw files.damaged(
                    sf,
                    "is of a disk with sectors of %s bytes; guests are given disks with sectors of 512".formatted(said),
                    "Restore this image with Clonezilla onto a disk with sectors of 512 bytes, and convert that.");
        }
    }

    private static DiskTable mbr(ImageFiles files, String disk, SfdiskDump dump, Optional<PartedPrint> parted)
            throws IOException {
        List<String> notes = new ArrayList<>();
        long sectors = sizeOf(disk, dump.entries(), 0, parted, notes);
        if (dump.entries().isEmpty()) {
            return new DiskTable(sectors, false, List.of(), List.of(), notes);
        }
        if (!files.has(disk + "-mbr")) {
            notes.add("%s: its boot code was not saved; the guest may need its boot loader put back".formatted(disk));
        }
        List<Piece> pieces =
                new DosTable(files, disk, dump.entries()).pieces(dump.keys().getOrDefault("label-id", ""));
        return new DiskTable(sectors, false, dump.entries(), pieces, notes);
    }

    /** What parted said, or what the partitions need. */
    private static long sizeOf(
            String disk, List<TableEntry> entries, long tail, Optional<PartedPrint> parted, List<String> notes) {
        if (parted.isPresent()) {
            return parted.get().sectors();
        }
        long end = entries.stream().mapToLong(TableEntry::end).max().orElse(0) + tail;
        notes.add("%s: its size was not saved; it ends behind its last partition now".formatted(disk));
        long megabyte = (1 << 20) / SECTOR_BYTES;
        return (end + megabyte - 1) / megabyte * megabyte;
    }

    /** Puts a GPT together. */
    private record Gpt(ImageFiles files, String disk, SfdiskDump dump, Optional<PartedPrint> parted) {

        DiskTable table() throws IOException {
            Optional<SavedGpt> saved = SavedGpt.of(files, disk);
            List<TableEntry> entries = entries(saved);
            List<String> notes = new ArrayList<>();
            long sectors = sizeOf(disk, entries, GPT_TAIL_SECTORS, parted, notes);
            int slots = Math.max(saved.map(SavedGpt::slots).orElse(0), Math.max(GptTable.LEAST_SLOTS, (int)
                    number("table-length", GptTable.LEAST_SLOTS)));
            if (slots > GptTable.MOST_SLOTS) {
                throw disagrees("gives the table %d entries".formatted(slots));
            }
            GptTable table = new GptTable(
                    guid(dump.keys()
                            .getOrDefault(
                                    "label-id", saved.map(SavedGpt::diskGuid).orElse(""))),
                    number("first-lba", saved.map(SavedGpt::firstUsable).orElse((long) GPT_TAIL_SECTORS + 1)),
                    slots,
                    named(entries, slots),
                    sectors);
            for (TableEntry entry : entries) {
                if (entry.start() <= GPT_TAIL_SECTORS || entry.end() - 1 > table.lastUsable()) {
                    throw disagrees(
                            "lists %s, on a disk whose last usable sector is %d".formatted(entry, table.lastUsable()));
                }
            }
            List<Piece> pieces = new ArrayList<>(table.pieces());
            pieces.add(Piece.atSector("partition table", 0, protective(sectors)));
            return new DiskTable(sectors, true, entries, pieces, notes);
        }

        private List<TableEntry> entries(Optional<SavedGpt> saved) throws IOException {
            if (!dump.isGpt()) {
                return saved.map(SavedGpt::entries)
                        .orElseThrow(
                                () -> disagrees("knows no GPT, and neither '%s-gpt-1st' nor '%s-gpt.gdisk' holds one"
                                        .formatted(disk, disk)));
            }
            if (saved.isPresent()) {
                requireSame(saved.get());
            }
            return dump.entries();
        }

        private void requireSame(SavedGpt saved) throws DiskFormatException {
            for (TableEntry listed : dump.entries()) {
                if (saved.entries().stream().noneMatch(listed::samePlace)) {
                    throw files.damaged(
                            saved.file(),
                            "does not have the %s of '%s-pt.sf'".formatted(listed, disk),
                            "The two are not of one disk; find out which is right, and move the other out of the folder.");
                }
            }
        }

        private List<TableEntry> named(List<TableEntry> entries, int slots) throws DiskFormatException {
            List<TableEntry> named = new ArrayList<>();
            for (TableEntry entry : entries) {
                if (entry.number() > slots || !GptGuid.isOne(entry.type())) {
                    throw disagrees("lists %s of type '%s'".formatted(entry, entry.type()));
                }
                named.add(new TableEntry(
                        entry.number(),
                        entry.device(),
                        entry.start(),
                        entry.sectors(),
                        entry.type(),
                        GptGuid.isOne(entry.uuid()) ? entry.uuid() : derived(entry.device()),
                        entry.name(),
                        entry.attributes(),
                        false));
            }
            return named;
        }

        private String guid(String said) {
            return GptGuid.isOne(said) ? said : derived(disk);
        }

        /** One that was not saved is made of names, so that it is the same every time. */
        private String derived(String of) {
            return UUID.nameUUIDFromBytes((files.folder() + "|" + of).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }

        /** As saved, where it protects anything: some machines have boot code in it. */
        private byte[] protective(long sectors) throws IOException {
            String mbr = disk + "-mbr";
            if (files.has(mbr)) {
                byte[] saved = files.bytes(mbr, MBR_BYTES_MOST);
                if (saved.length >= SECTOR_BYTES && ProtectiveMbr.is(saved)) {
                    return Arrays.copyOf(saved, SECTOR_BYTES);
                }
            }
            return ProtectiveMbr.of(sectors);
        }

        private long number(String key, long otherwise) {
            String said = dump.keys().getOrDefault(key, "");
            return COUNT.matcher(said).matches() ? Math.min(Long.parseLong(said), Integer.MAX_VALUE) : otherwise;
        }

        private DiskFormatException disagrees(String what) {
            return files.damaged(disk + "-pt.sf", what, NEXT);
        }
    }
}
