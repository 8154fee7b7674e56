package org.p2vworkbench.disks.image.vmdk.descriptor;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * One line of the extent description: {@code RW 4192256 SPARSE "disk-s001.vmdk"}.
 *
 * @param sizeBytes how much of the disk it holds
 * @param file empty for a ZERO extent
 * @param fileOffsetBytes where the data starts in a flat file
 */
public record ExtentLine(DiskAddress at, long sizeBytes, String kind, Optional<String> file, long fileOffsetBytes) {

    private static final int SECTOR = 512;
    private static final Pattern LINE = Pattern.compile(
            "(?:RW|RDONLY|NOACCESS)\\s+(\\d{1,19})\\s+(\\w+)(?:\\s+\"([^\"]*)\"(?:\\s+(\\d{1,19}))?.*)?");

    /** Whether the line claims to be an extent, well formed or not. */
    static boolean looksLikeOne(String line) {
        return line.matches("(RW|RDONLY|NOACCESS)\\s.*");
    }

    static ExtentLine parse(String line, DiskAddress at) throws DiskFormatException {
        Matcher fields = LINE.matcher(line);
        if (!fields.matches()) {
            throw damaged(at, line);
        }
        try {
            return new ExtentLine(
                    at,
                    Math.multiplyExact(Long.parseLong(fields.group(1)), SECTOR),
                    fields.group(2).toUpperCase(Locale.ROOT),
                    Optional.ofNullable(fields.group(3)),
                    fields.group(4) == null ? 0 : Math.multiplyExact(Long.parseLong(fields.group(4)), SECTOR));
        } catch (NumberFormatException | ArithmeticException tooLarge) {
            throw damaged(at, line);
        }
    }

    public boolean isFlat() {
        return kind.equals("FLAT") || kind.equals("VMFS");
    }

    public boolean isSparse() {
        return kind.equals("SPARSE") || kind.equals("VMFSSPARSE") || kind.equals("SESPARSE");
    }

    public boolean isZero() {
        return kind.equals("ZERO");
    }

    private static DiskFormatException damaged(DiskAddress at, String line) {
        String shown = line.length() > 80 ? line.substring(0, 80) + "..." : line;
        return new DiskFormatException(
                at,
                "the extent line cannot be read: " + shown,
                "Correct the line: access, size in sectors, type, \"file name\", offset in sectors.");
    }
}
