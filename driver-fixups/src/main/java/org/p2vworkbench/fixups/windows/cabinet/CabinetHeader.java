package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a cabinet begins with ([MS-CAB] 2.1, CFHEADER). All integers are little-endian.
 *
 * @param filesAt where the entries of files begin
 * @param foldersAt where the entries of folders begin
 * @param folderReserve bytes of somebody else's behind each folder's entry
 * @param dataReserve bytes of somebody else's in each block's header
 * @param previous the cabinet of the same set that comes before
 * @param next the cabinet of the same set that comes after
 */
record CabinetHeader(
        long filesAt,
        int folders,
        int files,
        long foldersAt,
        int folderReserve,
        int dataReserve,
        Optional<String> previous,
        Optional<String> next) {

    static final int SIZE = 36;
    /** "MSCF". */
    static final int SIGNATURE = 0x4643534d;

    private static final int FILES_AT = 16;
    private static final int MINOR_VERSION_AT = 24;
    private static final int MAJOR_VERSION_AT = 25;
    private static final int FOLDER_COUNT_AT = 26;
    private static final int FILE_COUNT_AT = 28;
    private static final int FLAGS_AT = 30;

    private static final int HAS_PREVIOUS = 1;
    private static final int HAS_NEXT = 2;
    private static final int HAS_RESERVE = 4;

    /** Lengths of the reserves: two bytes for that of the header, one each for those of folders and blocks. */
    private static final int RESERVE_LENGTHS = 4;

    static CabinetHeader parse(CabinetWindow in) throws IOException {
        ByteBuffer fixed = in.at(0, SIZE, "the header");
        if (fixed.getInt(0) != SIGNATURE) {
            throw new CabinetFormatException(
                    in.name(), 0, "no cabinet: it begins with 0x%08x, not with MSCF".formatted(fixed.getInt(0)));
        }
        int major = fixed.get(MAJOR_VERSION_AT) & 0xff;
        if (major != 1) {
            throw new CabinetFormatException(
                    in.name(),
                    MAJOR_VERSION_AT,
                    "version %d.%d; 1.3 is known".formatted(major, fixed.get(MINOR_VERSION_AT) & 0xff));
        }
        int flags = fixed.getShort(FLAGS_AT);
        long at = SIZE;
        int folderReserve = 0;
        int dataReserve = 0;
        if ((flags & HAS_RESERVE) != 0) {
            ByteBuffer lengths = in.at(at, RESERVE_LENGTHS, "the lengths of the reserves");
            folderReserve = lengths.get(2) & 0xff;
            dataReserve = lengths.get(3) & 0xff;
            at += RESERVE_LENGTHS + (lengths.getShort(0) & 0xffff);
        }
        Optional<String> previous = Optional.empty();
        if ((flags & HAS_PREVIOUS) != 0) {
            CabinetText cabinet = CabinetText.at(in, at, false);
            previous = Optional.of(cabinet.text());
            at = CabinetText.at(in, cabinet.end(), false).end();
        }
        Optional<String> next = Optional.empty();
        if ((flags & HAS_NEXT) != 0) {
            CabinetText cabinet = CabinetText.at(in, at, false);
            next = Optional.of(cabinet.text());
            at = CabinetText.at(in, cabinet.end(), false).end();
        }
        return new CabinetHeader(
                Integer.toUnsignedLong(fixed.getInt(FILES_AT)),
                fixed.getShort(FOLDER_COUNT_AT) & 0xffff,
                fixed.getShort(FILE_COUNT_AT) & 0xffff,
                at,
                folderReserve,
                dataReserve,
                previous,
                next);
    }
}
