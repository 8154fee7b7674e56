package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code parted unit s print} said of a disk: only here its size stands.
 *
 * @param sectors of the disk, each of {@code sectorBytes}
 * @param label "gpt", "msdos", "loop" for a disk without a table
 */
record PartedPrint(long sectors, int sectorBytes, String label) {

    private static final Pattern SIZE = Pattern.compile("Disk /dev/\\S+: ([0-9]{1,16})s");
    private static final Pattern SECTOR = Pattern.compile("Sector size \\(logical/physical\\): ([0-9]{1,5})B/.*");
    private static final Pattern LABEL = Pattern.compile("Partition Table: (\\S+)");
    private static final long MOST_SECTORS = 1L << 52;
    private static final int SECTOR_BYTES = 512;

    static Optional<PartedPrint> read(ImageFiles files, String file) throws IOException {
        if (!files.has(file)) {
            return Optional.empty();
        }
        long sectors = 0;
        int sectorBytes = SECTOR_BYTES;
        String label = "";
        for (String line : files.lines(file)) {
            Matcher size = SIZE.matcher(line);
            Matcher sector = SECTOR.matcher(line);
            Matcher table = LABEL.matcher(line);
            if (size.matches()) {
                sectors = Long.parseLong(size.group(1));
            } else if (sector.matches()) {
                sectorBytes = Integer.parseInt(sector.group(1));
            } else if (table.matches()) {
                label = table.group(1);
            }
        }
        if (sectors > MOST_SECTORS) {
            throw files.damaged(
                    file,
                    "says that the disk has %d sectors".formatted(sectors),
                    "The file was changed or damaged; copy the folder again.");
        }
        return sectors == 0 ? Optional.empty() : Optional.of(new PartedPrint(sectors, sectorBytes, label));
    }
}
