package org.p2vworkbench.disks.raid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The map of RAID 0: zones of rows, each over the members that reach so far. Equal members have one zone without end. */
final class StripeMap extends ChunkMap {

    /**
     * @param slots in order; shorter members are left out
     * @param turn what a chunk's number is counted from when its member is chosen
     */
    private record Zone(long firstChunk, long firstRow, long turn, int[] slots) {}

    private static final long ENDLESS = Long.MAX_VALUE;

    private final List<Zone> zones;
    private final long chunks;

    private StripeMap(long chunkBytes, List<Zone> zones, long chunks) {
        super(chunkBytes);
        this.zones = zones;
        this.chunks = chunks;
    }

    static StripeMap equal(int members, long chunkBytes) {
        int[] all = IntStream.range(0, members).toArray();
        return new StripeMap(chunkBytes, List.of(new Zone(0, 0, 0, all)), ENDLESS);
    }

    static StripeMap zoned(long[] memberBytes, long chunkBytes, StripedVolume.Zones kind) {
        long[] rows =
                Arrays.stream(memberBytes).map(bytes -> bytes / chunkBytes).toArray();
        List<Zone> zones = new ArrayList<>();
        long chunk = 0;
        long row = 0;
        for (long end : Arrays.stream(rows).sorted().distinct().toArray()) {
            long from = row;
            int[] slots = IntStream.range(0, rows.length)
                    .filter(slot -> rows[slot] > from)
                    .toArray();
            if (end > from) {
                zones.add(new Zone(chunk, from, kind == StripedVolume.Zones.ORIGINAL ? 0 : chunk, slots));
                chunk = Math.addExact(chunk, Math.multiplyExact(end - from, slots.length));
                row = end;
            }
        }
        return new StripeMap(chunkBytes, zones, chunk);
    }

    long sizeBytes() {
        return Math.multiplyExact(chunks, chunkBytes);
    }

    /** How much of this slot's member a volume of this size uses. */
    long memberBytes(int slot, long volumeBytes) {
        if (chunks != ENDLESS) {
            return 0; // Zones are made from what the members have.
        }
        int width = zones.get(0).slots().length;
        long last = volumeBytes % Math.multiplyExact(chunkBytes, width) - slot * chunkBytes;
        return volumeBytes / (chunkBytes * width) * chunkBytes + Math.max(0, Math.min(chunkBytes, last));
    }

    @Override
    int slotOf(long chunk) {
        Zone zone = zoneOf(chunk);
        return zone.slots()[(int) ((chunk - zone.turn()) % zone.slots().length)];
    }

    @Override
    long rowOf(long chunk) {
        Zone zone = zoneOf(chunk);
        return zone.firstRow() + (chunk - zone.firstChunk()) / zone.slots().length;
    }

    @Override
    long firstChunkOf(long row) {
        Zone zone = zones.get(0);
        for (Zone next : zones) {
            zone = next.firstRow() <= row ? next : zone;
        }
        return zone.firstChunk() + (row - zone.firstRow()) * zone.slots().length;
    }

    private Zone zoneOf(long chunk) {
        int at = zones.size() - 1;
        while (zones.get(at).firstChunk() > chunk) {
            at--;
        }
        return zones.get(at);
    }
}
