package org.p2vworkbench.disks.partclone;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the strips of a partclone image are summed (partclone 0.3.47, src/checksum.h). The codes are those of the file;
 * partclone's own page on the format lists the numbers of its {@code -a} option instead.
 */
public enum PartcloneChecksum {
    NONE(0x00, 0, NoSum::new),
    CRC32(0x20, CrcSum.BYTES, CrcSum::new),
    XXH64(0x30, Xxh64Sum.BYTES, Xxh64Sum::new),
    XXH128(0x31, Xxh128Sum.BYTES, Xxh128Sum::new);

    private final int code;
    private final int sumBytes;
    private final Supplier<StripSum> sum;

    PartcloneChecksum(int code, int sumBytes, Supplier<StripSum> sum) {
        this.code = code;
        this.sumBytes = sumBytes;
        this.sum = sum;
    }

    static Optional<PartcloneChecksum> of(int code) {
        return Arrays.stream(values()).filter(mode -> mode.code == code).findFirst();
    }

    int code() {
        return code;
    }

    /** How long a stored sum is. */
    public int sumBytes() {
        return sumBytes;
    }

    /** A sum of nothing yet. */
    public StripSum start() {
        return sum.get();
    }
}
