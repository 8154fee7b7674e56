package org.p2vworkbench.disks.raid.judge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Zeros;

/**
 * NTFS since 3.1 (Windows XP), whose file records carry their own number: with the runs of the $MFT, which record 0
 * holds, a number is an address. The first records have copies in the $MFTMirr and the boot sector has one at the end, so
 * those claim nothing.
 */
final class NtfsMap implements StructureMap {

    static final int FILE = 0x454c4946;
    private static final int DATA = 0x80;
    private static final int INDEX_ALLOCATION = 0xa0;
    private static final int RECORDS = 320;
    private static final int USUAL_RECORD = 1024;
    private static final int NUMBER_AT = 44;
    /** Compressed, encrypted or sparse: where the last cluster's bytes end is not simply told. */
    private static final int SPECIAL = 0xc0ff;

    private final NtfsBoot boot;
    private final NtfsRuns mft;

    private NtfsMap(NtfsBoot boot, NtfsRuns mft) {
        this.boot = boot;
        this.mft = mft;
    }

    static Optional<StructureMap> startingAt(Window window, int at) {
        return NtfsBoot.parse(window, at).map(boot -> new NtfsMap(boot, new NtfsRuns(List.of(), boot.clusterBytes())));
    }

    /** From record 0 of the $MFT, when the boot sector is on a member that is not there. */
    static Optional<StructureMap> fromWithin(Window window, int at) {
        if ((int) window.u32(at) != FILE || window.u32(at + NUMBER_AT) != 0 || window.u16(at + 6) != 3) {
            return Optional.empty();
        }
        if (!window.has(at, USUAL_RECORD) || !isRecord(window, at, USUAL_RECORD)) {
            return Optional.empty();
        }
        Window record = record(window, at, USUAL_RECORD);
        int data = NtfsRuns.attribute(record, DATA);
        if (data < 0 || record.u8(data + 8) == 0 || record.bits64(data + 16) != 0 || !isWhole(record)) {
            return Optional.empty();
        }
        long clusters = record.bits64(data + 24) + 1;
        long bytes = record.bits64(data + 40);
        long cluster = clusters <= 0 ? 0 : bytes / clusters;
        if (cluster < 512 || cluster > 65536 || Long.bitCount(cluster) != 1 || cluster * clusters != bytes) {
            return Optional.empty();
        }
        NtfsRuns runs = NtfsRuns.of(record, data, (int) cluster, 1L << 40);
        return runs.at(0) <= 0
                ? Optional.empty()
                : Optional.of(new NtfsMap(
                        new NtfsBoot(512, (int) cluster, 1L << 40, runs.at(0) / cluster, 1, USUAL_RECORD, 0), runs));
    }

    /**
     * What is true of most volumes, for when neither boot sector nor record 0 was seen but other records were: the $MFT in
     * one piece where mkntfs or Windows put it.
     */
    static List<StructureMap> usual() {
        long clusters = 1L << 38;
        NtfsRuns small = NtfsRuns.one(4, clusters, 4096);
        NtfsRuns large = NtfsRuns.one(786_432, clusters, 4096);
        return List.of(
                new NtfsMap(new NtfsBoot(512, 4096, clusters * 8, 4, 1, USUAL_RECORD, 0), small),
                new NtfsMap(new NtfsBoot(512, 4096, clusters * 8, 786_432, 1, USUAL_RECORD, 0), large));
    }

    @Override
    public String label() {
        return "NTFS %016X".formatted(boot.serial());
    }

    @Override
    public String identity() {
        return "NTFS, $MFT at cluster " + boot.mft();
    }

    @Override
    public long sizeBytes() {
        return boot.sizeBytes();
    }

    @Override
    public OptionalLong copyOfStart() {
        return OptionalLong.of(boot.sectors() * boot.sectorBytes());
    }

    private long clusters() {
        return boot.sectors() / (boot.clusterBytes() / boot.sectorBytes());
    }

    private static boolean isRecord(Window window, int at, int recordBytes) {
        return (int) window.u32(at) == FILE
                && window.u16(at + 4) >= 0x30
                && window.u16(at + 6) == recordBytes / 512 + 1
                && window.u16(at + 20) < recordBytes;
    }

    /** Attributes follow one another to the end that the header tells: the sum of three records looks like one, but for this. */
    private static boolean isWhole(Window record) {
        int at = record.u16(20);
        long used = record.u32(24);
        while (record.has(at, 8) && (int) record.u32(at) != -1) {
            long length = record.u32(at + 4);
            if (length < 16 || length % 8 != 0 || length > record.length()) {
                return false;
            }
            at += (int) length;
        }
        return used == at + 8;
    }

    @Override
    public StructureMap learning(Window window, int at) {
        if (!mft.runs().isEmpty() || !isRecord(window, at, boot.recordBytes()) || window.u32(at + NUMBER_AT) != 0) {
            return this;
        }
        if (!window.has(at, boot.recordBytes())) {
            return this;
        }
        NtfsRuns runs = runsOf(record(window, at), DATA);
        return runs.at(0) == boot.mft() * boot.clusterBytes() ? new NtfsMap(boot, runs) : this;
    }

    /** A record on its own, the sectors' ends put back in place (NTFS Documentation, "Fixup"). */
    private Window record(Window window, int at) {
        return record(window, at, boot.recordBytes());
    }

    private static Window record(Window window, int at, int recordBytes) {
        byte[] bytes = Arrays.copyOfRange(window.bytes(), at, at + recordBytes);
        Window record = new Window(window.offset() + at, bytes);
        int sequence = record.u16(4);
        for (int i = 1; i < record.u16(6) && i * 512 <= bytes.length && record.has(sequence, 2 * i + 2); i++) {
            bytes[i * 512 - 2] = bytes[sequence + 2 * i];
            bytes[i * 512 - 1] = bytes[sequence + 2 * i + 1];
        }
        return record;
    }

    private NtfsRuns runsOf(Window record, int type) {
        int attribute = NtfsRuns.attribute(record, type);
        return attribute < 0 || record.u8(attribute + 8) == 0
                ? new NtfsRuns(List.of(), boot.clusterBytes())
                : NtfsRuns.of(record, attribute, boot.clusterBytes(), clusters());
    }

    @Override
    public long claim(Window window, int at) {
        if (!isRecord(window, at, boot.recordBytes())) {
            return NOWHERE;
        }
        if (window.has(at, boot.recordBytes()) && !isWhole(record(window, at))) {
            return NOWHERE;
        }
        long number = window.u32(at + NUMBER_AT);
        long mirrored = Math.max(4, boot.clusterBytes() / boot.recordBytes());
        return number < mirrored ? NOWHERE : mft.at(number * boot.recordBytes());
    }

    @Override
    public List<Landmark> landmarks() {
        List<Landmark> wanted = new ArrayList<>();
        wanted.add(new Landmark(boot.mft() * boot.clusterBytes(), 64L << 10));
        wanted.addAll(mft.landmarks());
        return wanted;
    }

    @Override
    public void survey(BlockSource volume, Survey survey) throws IOException {
        Window first = survey.read(volume, boot.mft() * boot.clusterBytes(), boot.recordBytes());
        boolean there = isRecord(first, 0, boot.recordBytes());
        survey.found(boot.mft() * boot.clusterBytes(), there);
        if (!there && mft.runs().isEmpty()) {
            return;
        }
        NtfsRuns runs = there ? runsOf(record(first, 0), DATA) : mft;
        ends(volume, survey);
        long records = runs.length() / boot.recordBytes();
        Random random = survey.random();
        for (long i = 0; i < RECORDS && i < records && !survey.isEnough(); i++) {
            long number = records <= RECORDS ? i : (long) (random.nextDouble() * records);
            record(volume, runs.at(number * boot.recordBytes()), number, survey);
        }
    }

    /** The copy of the boot sector, the last thing on the volume, and that of the first record. */
    private void ends(BlockSource volume, Survey survey) throws IOException {
        long copy = boot.sectors() * boot.sectorBytes();
        Optional<NtfsBoot> last = NtfsBoot.parse(survey.read(volume, copy, 512), 0);
        survey.found(copy, last.equals(Optional.of(boot)));
        long mirror = boot.mirror() * boot.clusterBytes();
        survey.found(mirror, isRecord(survey.read(volume, mirror, boot.recordBytes()), 0, boot.recordBytes()));
    }

    private void record(BlockSource volume, long at, long number, Survey survey) throws IOException {
        if (at == NOWHERE) {
            return;
        }
        Window window = survey.read(volume, at, boot.recordBytes());
        if (Zeros.only(window.bytes(), 0, window.length()) && number > 23) {
            return; // The $MFT grows ahead of its use.
        }
        boolean record = isRecord(window, 0, boot.recordBytes());
        boolean used = (window.u16(22) & 1) != 0;
        if (record && !used) {
            return; // Formatted in advance, the number not always with it.
        }
        boolean right = record && window.u32(NUMBER_AT) == (number & 0xffffffffL);
        survey.found(at, right);
        if (right) {
            contents(volume, record(window, 0), survey);
        }
    }

    private void contents(BlockSource volume, Window record, Survey survey) throws IOException {
        long index = runsOf(record, INDEX_ALLOCATION).at(0);
        if (index != NOWHERE) {
            Window block = survey.read(volume, index, 512);
            survey.found(index, block.u32(0) == 0x58444e49 && block.bits64(16) == 0);
        }
        int data = NtfsRuns.attribute(record, DATA);
        if (data < 0 || record.u8(data + 8) == 0 || (record.u16(data + 12) & SPECIAL) != 0) {
            return;
        }
        long size = record.bits64(data + 48);
        NtfsRuns runs = runsOf(record, DATA);
        long last = size <= 0 ? NOWHERE : runs.at((size - 1) / boot.clusterBytes() * boot.clusterBytes());
        if (last != NOWHERE && record.bits64(data + 56) == size) {
            Window block = survey.read(volume, last, boot.clusterBytes());
            survey.endOfFile(block, (int) (size % boot.clusterBytes()), last, false);
        }
    }
}
