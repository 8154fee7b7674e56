package org.p2vworkbench.fixups.windows.ntfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.DeviceRun;

/**
 * A file record of the master file table ("File Record", "Attribute Header", "Data Runs" in the NTFS Documentation), as
 * far as files of the filesystem itself need it. Little-endian. What is damaged is not there.
 */
final class MftRecord {

    private static final int STRIDE = 512;
    private static final int END = 0xffff_ffff;
    private static final int LEAST_ATTRIBUTE = 24;
    private static final int RUNS_AT = 32;

    private final ByteBuffer record;

    private MftRecord(ByteBuffer record) {
        this.record = record;
    }

    /** The last two bytes of each sector are kept in an array, with a number in their place ("Fixup"). */
    static Optional<MftRecord> of(byte[] raw) {
        ByteBuffer bytes = ByteBuffer.wrap(raw.clone()).order(ByteOrder.LITTLE_ENDIAN);
        if (raw.length < STRIDE || !new String(raw, 0, 4, StandardCharsets.ISO_8859_1).equals("FILE")) {
            return Optional.empty();
        }
        int array = bytes.getShort(4) & 0xffff;
        int count = bytes.getShort(6) & 0xffff;
        if (count != raw.length / STRIDE + 1 || array < 8 || array + 2 * count > raw.length) {
            return Optional.empty();
        }
        for (int i = 1; i < count; i++) {
            int at = i * STRIDE - 2;
            if (bytes.getShort(at) != bytes.getShort(array)) {
                return Optional.empty();
            }
            bytes.putShort(at, bytes.getShort(array + 2 * i));
        }
        return Optional.of(new MftRecord(bytes));
    }

    /** The bytes of an attribute without a name that lies in the record; empty when there is none. */
    Optional<ByteBuffer> value(int type) {
        Optional<ByteBuffer> attribute = attribute(type);
        if (attribute.isEmpty() || attribute.get().get(8) != 0) {
            return Optional.empty();
        }
        ByteBuffer in = attribute.get();
        long length = in.getInt(16) & 0xffff_ffffL;
        int from = in.getShort(20) & 0xffff;
        return length > in.limit() - from
                ? Optional.empty()
                : Optional.of(in.slice(from, (int) length).order(ByteOrder.LITTLE_ENDIAN));
    }

    /**
     * Where an attribute without a name lies that has clusters of its own; none when it has not, or when a run is not on
     * the volume.
     */
    List<DeviceRun> runs(int type, long clusterBytes, long volumeBytes) {
        Optional<ByteBuffer> attribute = attribute(type);
        if (attribute.isEmpty()
                || attribute.get().get(8) == 0
                || attribute.get().limit() < RUNS_AT + 2) {
            return List.of();
        }
        ByteBuffer in = attribute.get();
        List<DeviceRun> runs = new ArrayList<>();
        long cluster = 0;
        int at = in.getShort(RUNS_AT) & 0xffff;
        while (at < in.limit() && in.get(at) != 0) {
            int lengthBytes = in.get(at) & 0xf;
            int distanceBytes = in.get(at) >> 4 & 0xf;
            int next = at + 1 + lengthBytes + distanceBytes;
            if (lengthBytes < 1 || lengthBytes > 7 || distanceBytes < 1 || distanceBytes > 7 || next > in.limit()) {
                return List.of();
            }
            long length = signed(in, at + 1, lengthBytes);
            cluster += signed(in, at + 1 + lengthBytes, distanceBytes);
            long clusters = volumeBytes / clusterBytes;
            if (length <= 0 || cluster < 0 || cluster >= clusters || length > clusters - cluster) {
                return List.of();
            }
            runs.add(new DeviceRun(cluster * clusterBytes, length * clusterBytes));
            at = next;
        }
        return runs;
    }

    private static long signed(ByteBuffer in, int at, int bytes) {
        long value = in.get(at + bytes - 1);
        for (int i = bytes - 2; i >= 0; i--) {
            value = value << 8 | in.get(at + i) & 0xff;
        }
        return value;
    }

    private Optional<ByteBuffer> attribute(int type) {
        int at = record.getShort(20) & 0xffff;
        while (at <= record.limit() - LEAST_ATTRIBUTE && record.getInt(at) != END) {
            long length = record.getInt(at + 4) & 0xffff_ffffL;
            if (length < LEAST_ATTRIBUTE || length > record.limit() - at) {
                return Optional.empty();
            }
            if (record.getInt(at) == type && record.get(at + 9) == 0) {
                return Optional.of(record.slice(at, (int) length).order(ByteOrder.LITTLE_ENDIAN));
            }
            at += (int) length;
        }
        return Optional.empty();
    }
}
