package org.p2vworkbench.fixups.registry;

/**
 * The first sector of a hive and of each of its logs (regf, "Base block").
 *
 * @param primarySequence raised before a write; a hive is whole when {@code secondarySequence} has followed
 * @param lastWritten as a FILETIME, because logs are matched by it bit for bit
 * @param fileType 0 hive, 1 and 2 logs of the old kind, 6 logs of the new
 * @param rootCell relative to {@link #BYTES}, as are all cells
 * @param binsBytes of all hive bins together
 * @param sectorBytes of the disk the hive was made on; the old logs are aligned to it
 * @param checksumHolds what it says of itself; a block that does not is not believed further
 */
record BaseBlock(
        int primarySequence,
        int secondarySequence,
        long lastWritten,
        int minorVersion,
        int fileType,
        long rootCell,
        long binsBytes,
        int sectorBytes,
        boolean checksumHolds) {

    /** Where the hive bins start. */
    static final int BYTES = 4096;

    static final int SECTOR = 512;
    static final int HIVE = 0;
    static final int OLD_LOG = 1;
    static final int OLD_LOG_TOO = 2;
    static final int NEW_LOG = 6;

    static final int PRIMARY_SEQUENCE_AT = 4;
    static final int SECONDARY_SEQUENCE_AT = 8;
    static final int FILE_TYPE_AT = 28;
    static final int BINS_BYTES_AT = 40;
    static final int FLAGS_AT = 144;
    static final int CHECKSUM_AT = 508;

    private static final int SECTORS_MOST = 8;

    static BaseBlock parse(HiveBytes in) throws HiveFormatException {
        if (!in.has("regf", 0)) {
            throw notRegf(in);
        }
        long major = in.u32(20, "major version");
        long minor = in.u32(24, "minor version");
        if (major != 1 || minor < 3 || minor > 6) {
            // Before 1.3 (Windows NT 3.x) cells have another header.
            throw in.refused(
                    20,
                    "this hive has version %d.%d, known are 1.3 to 1.6".formatted(major, minor),
                    "Windows NT 3.x and layered hives are not supported; convert with --no-fixup.");
        }
        long sectors = in.u32(44, "clustering factor");
        if (sectors < 1 || sectors > SECTORS_MOST) {
            sectors = 1; // Of no meaning for hives, and old tools leave it zero.
        }
        return new BaseBlock(
                in.s32(PRIMARY_SEQUENCE_AT, "primary sequence number"),
                in.s32(SECONDARY_SEQUENCE_AT, "secondary sequence number"),
                in.bits64(12, "last written"),
                (int) minor,
                in.s32(FILE_TYPE_AT, "file type"),
                in.u32(36, "root cell"),
                in.u32(BINS_BYTES_AT, "hive bins size"),
                (int) sectors * SECTOR,
                checksum(in) == in.s32(CHECKSUM_AT, "checksum"));
    }

    /** A write has begun and not ended, or has broken this very block (regf, "Dirty state of a hive"). */
    boolean dirty() {
        return !checksumHolds || primarySequence != secondarySequence;
    }

    /** XOR of the 127 words before it; the kernel never writes 0 or -1. */
    static int checksum(HiveBytes in) throws HiveFormatException {
        int sum = 0;
        for (int at = 0; at < CHECKSUM_AT; at += 4) {
            sum ^= in.s32(at, "base block");
        }
        return sum == 0 ? 1 : sum == -1 ? -2 : sum;
    }

    private static HiveFormatException notRegf(HiveBytes in) throws HiveFormatException {
        if (in.has("CREG", 0)) {
            return in.refused(
                    0,
                    "this is a registry of Windows 95, 98 or ME",
                    "Windows 9x is not repaired offline; convert with --no-fixup and give the machine IDE disks.");
        }
        if (in.length() < SECTOR) {
            return in.damaged(0, "a hive has at least %d bytes, found %d".formatted(BYTES, in.length()));
        }
        return in.damaged(0, "a hive begins with \"regf\", found 0x%08x".formatted(in.u32(0, "signature")));
    }
}
