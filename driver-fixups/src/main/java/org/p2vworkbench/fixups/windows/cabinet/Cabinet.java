package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cabinet, of which single files are wanted. What comes before a file in its folder has to be unpacked too, and nothing
 * else is; files of one folder come out of one pass.
 */
public final class Cabinet {

    /** No driver that a disk is started from is near it, and it is held in memory. */
    public static final long LARGEST_FILE_BYTES = 4 << 20;

    /** Of all that are asked for at once. */
    private static final long MOST_BYTES = 32 << 20;

    private final CabinetWindow in;
    private final CabinetHeader header;
    private final List<CabinetFolder> folders = new ArrayList<>();
    private final List<CabinetFile> files = new ArrayList<>();

    private Cabinet(CabinetWindow in) throws IOException {
        this.in = in;
        this.header = CabinetHeader.parse(in);
        long at = header.foldersAt();
        for (int i = 0; i < header.folders(); i++) {
            folders.add(CabinetFolder.parse(in, at));
            at += CabinetFolder.SIZE + header.folderReserve();
        }
        at = header.filesAt();
        for (int i = 0; i < header.files(); i++) {
            CabinetFile.Entry entry = CabinetFile.parse(in, at);
            files.add(entry.file());
            at = entry.end();
        }
    }

    public static Cabinet open(CabinetBytes bytes) throws IOException {
        return new Cabinet(new CabinetWindow(bytes));
    }

    /** The names of its files, without the folders that may be before them, in lower case and in its order. */
    public List<String> names() {
        return files.stream().map(CabinetFile::plainName).toList();
    }

    /**
     * Takes files out.
     *
     * @param names in lower case, without folders
     * @return the bytes of those that it has, by name
     */
    public SortedMap<String, byte[]> read(Set<String> names) throws IOException {
        SortedMap<String, CabinetFile> wanted = new TreeMap<>();
        for (CabinetFile file : files) {
            if (names.contains(file.plainName())) {
                wanted.putIfAbsent(file.plainName(), checked(file));
            }
        }
        long bytes = wanted.values().stream().mapToLong(CabinetFile::sizeBytes).sum();
        if (bytes > MOST_BYTES) {
            throw new CabinetFormatException(
                    in.name(), header.filesAt(), "%d files are said to have %d bytes".formatted(wanted.size(), bytes));
        }
        SortedMap<String, byte[]> read = new TreeMap<>();
        for (int i = 0; i < folders.size(); i++) {
            int folder = i;
            SortedMap<String, CabinetFile> here = new TreeMap<>(wanted);
            here.values().removeIf(file -> file.folder() != folder);
            if (!here.isEmpty()) {
                read.putAll(unpack(folders.get(folder), here));
            }
        }
        return read;
    }

    /** The one file that it has: in a cabinet of a disc, {@code atapi.sy_}. */
    byte[] only() throws IOException {
        if (files.size() != 1) {
            throw new CabinetFormatException(
                    in.name(), header.filesAt(), "%d files are in it, not one".formatted(files.size()));
        }
        String name = files.get(0).plainName();
        return read(Set.of(name)).get(name);
    }

    private CabinetFile checked(CabinetFile file) throws CabinetFormatException {
        if (file.isInSeveralCabinets()
                || file.folder() == 0 && header.previous().isPresent()) {
            throw new CabinetFormatException(
                    in.name(),
                    header.filesAt(),
                    "%s goes over several cabinets (%s)"
                            .formatted(
                                    file.name(),
                                    header.previous().or(header::next).orElse("another one")),
                    "Have 'expand' put the set together on the old machine.");
        }
        if (file.folder() >= folders.size()) {
            throw new CabinetFormatException(
                    in.name(),
                    header.filesAt(),
                    "%s is in folder %d of %d".formatted(file.name(), file.folder(), folders.size()));
        }
        CabinetFolder folder = folders.get(file.folder());
        if (file.end() > folder.mostBytes() || file.sizeBytes() > LARGEST_FILE_BYTES) {
            throw new CabinetFormatException(
                    in.name(),
                    header.filesAt(),
                    "%s has %d bytes at 0x%x of its folder; it can be 0x%x long, a driver %d bytes"
                            .formatted(
                                    file.name(),
                                    file.sizeBytes(),
                                    file.folderOffset(),
                                    folder.mostBytes(),
                                    LARGEST_FILE_BYTES));
        }
        return file;
    }

    private SortedMap<String, byte[]> unpack(CabinetFolder folder, SortedMap<String, CabinetFile> wanted)
            throws IOException {
        SortedMap<String, byte[]> unpacked = new TreeMap<>();
        long end = 0;
        for (var each : wanted.entrySet()) {
            unpacked.put(each.getKey(), new byte[(int) each.getValue().sizeBytes()]);
            end = Math.max(end, each.getValue().end());
        }
        FolderBlocks blocks = new FolderBlocks(in, folder, header.dataReserve());
        byte[] plain = new byte[CabinetFolder.MOST_BLOCK_BYTES];
        try (Unpacker unpacker = folder.unpacker(in.name())) {
            long position = 0;
            while (position < end) {
                byte[] packed = blocks.next();
                try {
                    unpacker.unpack(packed, plain, blocks.plainLength());
                } catch (MalformedBlockException malformed) {
                    throw new CabinetFormatException(in.name(), blocks.at(), malformed.getMessage());
                }
                for (var each : wanted.entrySet()) {
                    take(each.getValue(), unpacked.get(each.getKey()), position, plain, blocks.plainLength());
                }
                position += blocks.plainLength();
            }
        }
        return unpacked;
    }

    /** Takes what a file has of a part of its folder. */
    private static void take(CabinetFile file, byte[] into, long position, byte[] part, int length) {
        long from = Math.max(position, file.folderOffset());
        long to = Math.min(position + length, file.end());
        if (from < to) {
            System.arraycopy(
                    part, (int) (from - position), into, (int) (from - file.folderOffset()), (int) (to - from));
        }
    }
}
