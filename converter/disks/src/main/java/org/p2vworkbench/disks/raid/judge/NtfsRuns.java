package org.p2vworkbench.disks.raid.judge;

import java.util.ArrayList;
import java.util.List;

/** Where a stream's clusters lie (NTFS Documentation, "Data runs"), and the attributes that say so. */
record NtfsRuns(List<Run> runs, int clusterBytes) {

    private static final int END = 0xffffffff;

    /** @param cluster on the volume; -1 for a hole */
    private record Run(long firstBytes, long cluster, long clusters) {}

    /** A stream in one piece. */
    static NtfsRuns one(long cluster, long clusters, int clusterBytes) {
        return new NtfsRuns(List.of(new Run(0, cluster, clusters)), clusterBytes);
    }

    /** The attribute of a type and without a name in a record, or -1. */
    static int attribute(Window record, int type) {
        int at = record.u16(20);
        for (int i = 0; i < 64 && at >= 48 && record.has(at, 16) && (int) record.u32(at) != END; i++) {
            if (record.u32(at) == type && (record.u8(at + 9) == 0 || type != 0x80)) {
                return at;
            }
            long length = record.u32(at + 4);
            if (length < 16 || length > record.length()) {
                return -1;
            }
            at += (int) length;
        }
        return -1;
    }

    /** The runs of an attribute that is not resident; none where they make no sense. */
    static NtfsRuns of(Window record, int attribute, int clusterBytes, long clusters) {
        List<Run> runs = new ArrayList<>();
        int at = attribute + record.u16(attribute + 32);
        long cluster = 0;
        long bytes = record.bits64(attribute + 16) * clusterBytes;
        while (record.has(at, 1) && record.u8(at) != 0) {
            int lengthWidth = record.u8(at) & 0xf;
            int startWidth = record.u8(at) >>> 4;
            if (lengthWidth == 0
                    || lengthWidth > 8
                    || startWidth > 8
                    || !record.has(at, 1 + lengthWidth + startWidth)) {
                return new NtfsRuns(List.of(), clusterBytes);
            }
            long length = signed(record, at + 1, lengthWidth);
            cluster += startWidth == 0 ? 0 : signed(record, at + 1 + lengthWidth, startWidth);
            if (length <= 0 || length > clusters || cluster < 0 || cluster + length > clusters) {
                return new NtfsRuns(List.of(), clusterBytes);
            }
            runs.add(new Run(bytes, startWidth == 0 ? -1 : cluster, length));
            bytes += length * clusterBytes;
            at += 1 + lengthWidth + startWidth;
        }
        return new NtfsRuns(runs, clusterBytes);
    }

    private static long signed(Window from, int at, int width) {
        long value = (byte) from.u8(at + width - 1);
        for (int i = width - 2; i >= 0; i--) {
            value = value << 8 | from.u8(at + i);
        }
        return value;
    }

    /** Bytes that the runs cover. */
    long length() {
        Run last = runs.isEmpty() ? new Run(0, 0, 0) : runs.get(runs.size() - 1);
        return last.firstBytes + last.clusters * clusterBytes;
    }

    /** Where a byte of the stream lies on the volume; {@link StructureMap#NOWHERE} outside the runs and in holes. */
    long at(long offset) {
        for (Run run : runs) {
            long within = offset - run.firstBytes;
            if (within >= 0 && within < run.clusters * clusterBytes) {
                return run.cluster < 0 ? StructureMap.NOWHERE : run.cluster * clusterBytes + within;
            }
        }
        return StructureMap.NOWHERE;
    }

    List<StructureMap.Landmark> landmarks() {
        return runs.stream()
                .filter(run -> run.cluster >= 0)
                .map(run -> new StructureMap.Landmark(run.cluster * clusterBytes, run.clusters * clusterBytes))
                .toList();
    }
}
