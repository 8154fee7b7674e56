package org.p2vworkbench.fixups.appliance;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A line of /etc/fstab (fstab(5)) that names a filesystem on a disk.
 *
 * @param device as the line has it: "UUID=...", "LABEL=...", "/dev/..."
 */
record FstabEntry(String device, String path) {

    private static final Set<String> ELSEWHERE = Set.of(
            "nfs", "nfs4", "cifs", "smbfs", "iso9660", "udf", "auto", "swap", "tmpfs", "proc", "sysfs", "devpts");

    /** Those of a table, in its order. */
    static List<FstabEntry> of(String table) {
        return table.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("[ \\t]+"))
                .filter(fields -> fields.length >= 3 && fields[1].startsWith("/") && isOnADisk(fields[0], fields[2]))
                .map(fields -> new FstabEntry(fields[0], fields[1]))
                .toList();
    }

    private static boolean isOnADisk(String device, String type) {
        return Stream.of(type.split(",")).noneMatch(ELSEWHERE::contains)
                && (device.startsWith("/dev/") || device.contains("="));
    }
}
