package org.p2vworkbench.disks.raid.infer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2vworkbench.disks.raid.judge.StructureMap;
import org.p2vworkbench.disks.raid.judge.Structures;
import org.p2vworkbench.disks.raid.judge.Window;

/** Looks through everything that was sampled for filesystems and for blocks that name their own address. */
final class ClaimSearch {

    private static final int SECTOR = 512;
    private static final int BLOCK = 4096;
    private static final int ROUNDS = 2;
    /** Around where a landmark would lie: the chunk is not known. */
    private static final long AROUND = 192L << 10;

    /** Of first partitions, by today's custom and that of the time of cylinders. */
    private static final List<Long> USUAL_STARTS = List.of(2048L * 512, 63L * 512);

    private static final long MEBIBYTE = 1 << 20;
    private static final long STARTS_BEFORE = 3 * MEBIBYTE;
    private static final long START_AROUND = 1L << 20;
    private static final int MOST_CLAIMS = 3000;
    private static final long END_BYTES = 8 * MEBIBYTE;
    private static final long MIDDLE_BYTES = 3 * MEBIBYTE;

    private final Samples samples;
    private final boolean withSum;
    private final Map<String, StructureMap> maps = new LinkedHashMap<>();
    private final Map<String, TreeSet<Claim.Place>> starts = new LinkedHashMap<>();
    private final TreeSet<Long> partitionStarts = new TreeSet<>();
    private final TreeSet<Long> tablesAt = new TreeSet<>();
    private final TreeSet<Long> volumeBytes = new TreeSet<>();

    /** @param withSum whether a member may be missing that the sum of all disks would be */
    ClaimSearch(Samples samples, boolean withSum) {
        this.withSum = withSum && samples.disks().size() > 1;
        this.samples = samples;
    }

    /**
     * Finds filesystems, and reads more where their structures would lie.
     *
     * @param dataMembers for how many disks with data the places of landmarks are tried
     */
    void look(List<Integer> dataMembers) throws IOException {
        forEachSector(this::lookForStart);
        readBehindTables(dataMembers);
        forEachSector(this::lookForStart);
        if (maps.isEmpty() && withSum) {
            lookInSumsWithoutOne();
        }
        if (maps.isEmpty()) {
            Structures.usual().forEach(map -> maps.put(map.identity(), map));
        }
        if (withSum) {
            readEndsAndMiddles();
        }
        for (int round = 0; round < ROUNDS && !maps.isEmpty(); round++) {
            forEachSector((disk, window, at) -> maps.replaceAll((label, map) -> map.learning(window, at)));
            for (Sighting sighting : sightings()) {
                readLandmarks(sighting, dataMembers);
            }
        }
        forEachSector((disk, window, at) -> maps.replaceAll((label, map) -> map.learning(window, at)));
    }

    private void lookForStart(int disk, Window window, int at) {
        long bytes = TableSighting.volumeBytes(window, at);
        if (bytes > 0) {
            volumeBytes.add(bytes);
        }
        List<Long> partitions = TableSighting.starts(window, at);
        if (!partitions.isEmpty()) {
            partitionStarts.addAll(partitions);
            tablesAt.add(window.offset() + at);
        }
        Structures.describedAt(window, at).ifPresent(map -> maps.putIfAbsent(map.identity(), map));
        Structures.startingAt(window, at).ifPresent(map -> {
            TreeSet<Claim.Place> places =
                    starts.computeIfAbsent(map.identity(), identity -> new TreeSet<>(ClaimSearch::compare));
            if (places.isEmpty()) {
                maps.put(map.identity(), map); // It knows more than one made from a description within.
            }
            places.add(new Claim.Place(disk, window.offset() + at));
        });
    }

    /**
     * With double parity and one member missing, it is the sum of the others without the second parity, wherever that
     * lies. Only where filesystems begin is it worth the work.
     */
    private void lookInSumsWithoutOne() {
        for (SampledDisk odd : samples.disks()) {
            List<SampledDisk> others = new ArrayList<>(samples.disks());
            others.remove(odd);
            for (Window window : SumDisk.windows(others, at -> at < STARTS_BEFORE || at % MEBIBYTE == 0)) {
                for (int at = 0; at + SECTOR <= window.length(); at += SECTOR) {
                    lookForStart(Claim.SUM, window, at);
                }
            }
        }
    }

    /** A partition begins a few chunks behind its table, divided among the members. */
    private void readBehindTables(List<Integer> dataMembers) throws IOException {
        for (long table : tablesAt.stream().limit(8).toList()) {
            for (long start : partitionStarts.stream().limit(8).toList()) {
                for (int members : dataMembers) {
                    for (SampledDisk disk : samples.disks()) {
                        if (disk.leftBytes() > START_AROUND * 4) {
                            disk.fetch(table + start / members - START_AROUND / 2, START_AROUND);
                        }
                    }
                }
            }
        }
    }

    /**
     * Where no relation tells: a copy of the start lies at the filesystem's end, which lies near the end of a disk, and
     * the far copies of a RAID 10 begin with that of the start, in the middle of its disk but for what lies behind the data.
     */
    private void readEndsAndMiddles() throws IOException {
        boolean hasCopy =
                maps.values().stream().anyMatch(map -> map.copyOfStart().isPresent());
        long first = starts.values().stream()
                .flatMap(Set::stream)
                .mapToLong(Claim.Place::offset)
                .min()
                .orElse(0);
        for (SampledDisk disk : samples.disks()) {
            if (disk.leftBytes() > MIDDLE_BYTES * 3) {
                disk.fetch((disk.size() + first) / 2 - MIDDLE_BYTES * 2 / 3, MIDDLE_BYTES);
            }
            if (hasCopy && disk.leftBytes() > END_BYTES * 3) {
                disk.fetch(disk.size() - END_BYTES, END_BYTES);
            }
        }
        forEachSector(this::lookForStart);
    }

    private static int compare(Claim.Place a, Claim.Place b) {
        return a.disk() != b.disk() ? Integer.compare(a.disk(), b.disk()) : Long.compare(a.offset(), b.offset());
    }

    List<Sighting> sightings() {
        return maps.entrySet().stream()
                .map(entry -> new Sighting(
                        entry.getValue(),
                        List.copyOf(starts.getOrDefault(entry.getKey(), new TreeSet<>(ClaimSearch::compare)))))
                .toList();
    }

    /** Offsets from the start of the volume at which a filesystem may begin, the likelier first; 0 always. */
    List<Long> possibleStarts() {
        List<Long> possible = new ArrayList<>(partitionStarts.stream().limit(12).toList());
        possible.add(0L);
        possible.addAll(partitionStarts.isEmpty() ? USUAL_STARTS : List.of());
        return possible;
    }

    /** How long the volume is, as far as tables tell. */
    List<Long> volumeBytes() {
        return volumeBytes.stream().limit(4).toList();
    }

    private void readLandmarks(Sighting sighting, List<Integer> dataMembers) throws IOException {
        List<StructureMap.Landmark> landmarks = sighting.map().landmarks();
        long first =
                sighting.places().stream().mapToLong(Claim.Place::offset).min().orElse(0);
        int each = Math.max(1, landmarks.size() / 24);
        for (SampledDisk disk : samples.disks()) {
            long spare = disk.leftBytes() / 2;
            for (int members : dataMembers) {
                long before = disk.leftBytes();
                for (int i = 0; i < landmarks.size(); i += each) {
                    StructureMap.Landmark landmark = landmarks.get(i);
                    long length = Math.min(landmark.length(), 2L << 20) / members + 2 * AROUND;
                    if (disk.leftBytes() - length > spare && before - disk.leftBytes() < spare / 2) {
                        disk.fetch(first + landmark.at() / members - AROUND, length);
                    }
                }
            }
        }
    }

    /** What blocks claim, one claim per 4 KiB of the filesystem. */
    List<Claim> claims(StructureMap map) {
        Map<Long, Long> addresses = new TreeMap<>();
        Map<Long, TreeSet<Claim.Place>> places = new TreeMap<>();
        forEachSector((disk, window, at) -> {
            long address = map.claim(window, at);
            if (address != StructureMap.NOWHERE) {
                long known = addresses.computeIfAbsent(address / BLOCK, block -> address);
                if (known == address) {
                    places.computeIfAbsent(address, any -> new TreeSet<>(ClaimSearch::compare))
                            .add(new Claim.Place(disk, window.offset() + at));
                }
            }
        });
        int step = 1 + places.size() / MOST_CLAIMS;
        List<Claim> claims = new ArrayList<>();
        int number = 0;
        for (Map.Entry<Long, TreeSet<Claim.Place>> entry : places.entrySet()) {
            if (number++ % step == 0) {
                claims.add(new Claim(entry.getKey(), List.copyOf(entry.getValue())));
            }
        }
        return claims;
    }

    /** What is done with each sector that was read. */
    private interface Visitor {
        void visit(int disk, Window window, int at);
    }

    private void forEachSector(Visitor visitor) {
        List<SampledDisk> disks = samples.disks();
        for (int disk = 0; disk < disks.size(); disk++) {
            for (Window window : disks.get(disk).windows()) {
                for (int at = 0; at + SECTOR <= window.length(); at += SECTOR) {
                    visitor.visit(disk, window, at);
                }
            }
        }
        if (withSum) {
            for (Window window : SumDisk.windows(disks)) {
                for (int at = 0; at + SECTOR <= window.length(); at += SECTOR) {
                    visitor.visit(Claim.SUM, window, at);
                }
            }
        }
    }
}
