package org.p2vworkbench.disks.allocation.ntfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.p2vworkbench.disks.allocation.Volume;

/** Makes of a $Bitmap in one piece one in two, as a volume has it that was grown, or that is old and full. */
final class NtfsPieces {

    private static final int RECORD_BYTES = 1024;
    private static final int BITMAP = 0x80;

    private NtfsPieces() {}

    /** Two runs in one attribute: the same clusters, told apart. */
    static void splitBitmap(Volume volume, long recordAt) throws IOException {
        Piece all = Piece.of(record(volume, recordAt));
        byte[] runs = join(run(all.length / 2, all.cluster), run(all.length - all.length / 2, all.length / 2));
        ByteBuffer record = record(volume, recordAt);
        replaceBitmap(record, attribute(0, all.length - 1, all, runs));
        write(volume, recordAt, record);
    }

    /** Two attributes in another record, and a list of them in the first. */
    static void moveBitmapBehindAttributeList(Volume volume, long baseAt, long extensionAt) throws IOException {
        ByteBuffer base = record(volume, baseAt);
        Piece all = Piece.of(base);
        long half = all.length / 2;
        byte[] first = attribute(0, half - 1, all, run(half, all.cluster));
        byte[] second = attribute(half, all.length - 1, all, run(all.length - half, all.cluster + half));
        second[14] = 1;
        ByteBuffer extension = record(volume, extensionAt);
        extension.putShort(22, (short) 1).putLong(32, 6 | (long) base.getShort(16) << 48);
        int start = extension.getShort(20);
        put(extension, start, join(first, second), true);
        write(volume, extensionAt, extension);

        long reference = 20 | (long) extension.getShort(16) << 48;
        byte[] list = join(
                listEntry(0x10, 0, 6 | (long) base.getShort(16) << 48, 0),
                listEntry(BITMAP, 0, reference, 0),
                listEntry(BITMAP, half, reference, 1));
        ByteBuffer header = ByteBuffer.allocate(24 + list.length).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, 0x20).putInt(4, header.limit()).putShort(14, (short) 9);
        header.putInt(16, list.length).putShort(20, (short) 24).put(24, list);
        replaceBitmap(base, new byte[0]);
        insertAfterStandardInformation(base, header.array());
        write(volume, baseAt, base);
    }

    private record Piece(long cluster, long length, long bytes, int clusterBytes, byte[] header) {

        static Piece of(ByteBuffer record) {
            int at = find(record, BITMAP);
            int runs = at + record.getShort(at + 32);
            int lengthBytes = record.get(runs) & 0xf;
            long length = unsigned(record, runs + 1, lengthBytes);
            long cluster = unsigned(record, runs + 1 + lengthBytes, record.get(runs) >> 4);
            byte[] header = new byte[64];
            record.get(at, header);
            long allocated = record.getLong(at + 40);
            return new Piece(cluster, length, record.getLong(at + 48), (int) (allocated / length), header);
        }

        private static long unsigned(ByteBuffer record, int at, int bytes) {
            long value = 0;
            for (int i = bytes - 1; i >= 0; i--) {
                value = value << 8 | record.get(at + i) & 0xff;
            }
            return value;
        }
    }

    private static byte[] attribute(long first, long last, Piece all, byte[] runs) {
        int length = (64 + runs.length + 1 + 7) / 8 * 8;
        ByteBuffer attribute =
                ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).put(0, all.header);
        attribute
                .putInt(4, length)
                .putShort(14, (short) 0)
                .putShort(10, (short) 64)
                .putLong(16, first)
                .putLong(24, last);
        attribute.putShort(32, (short) 64).put(64, runs);
        return attribute.array();
    }

    private static byte[] run(long length, long distance) {
        ByteBuffer run = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN);
        return run.put(0, (byte) 0x44)
                .putInt(1, (int) length)
                .putInt(5, (int) distance)
                .array();
    }

    private static byte[] listEntry(int type, long firstCluster, long reference, int instance) {
        ByteBuffer entry = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        entry.putInt(0, type).putShort(4, (short) 32).put(7, (byte) 26).putLong(8, firstCluster);
        return entry.putLong(16, reference).putShort(24, (short) instance).array();
    }

    private static void replaceBitmap(ByteBuffer record, byte[] by) {
        int at = find(record, BITMAP);
        byte[] behind = Arrays.copyOfRange(record.array(), at + record.getInt(at + 4), record.getInt(24));
        put(record, at, join(by, behind), false);
    }

    private static void insertAfterStandardInformation(ByteBuffer record, byte[] list) {
        int at = find(record, 0x10) + record.getInt(find(record, 0x10) + 4);
        byte[] behind = Arrays.copyOfRange(record.array(), at, record.getInt(24));
        put(record, at, join(list, behind), false);
    }

    private static void put(ByteBuffer record, int at, byte[] attributes, boolean end) {
        byte[] all = end ? join(attributes, new byte[] {-1, -1, -1, -1, 0, 0, 0, 0}) : attributes;
        record.put(at, all).putInt(24, at + all.length);
    }

    private static int find(ByteBuffer record, int type) {
        int at = record.getShort(20);
        while (record.getInt(at) != type) {
            at += record.getInt(at + 4);
        }
        return at;
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }

    /** A record with its fixups undone, to be changed. */
    private static ByteBuffer record(Volume volume, long at) throws IOException {
        ByteBuffer record = ByteBuffer.wrap(volume.bytes(at, RECORD_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        int array = record.getShort(4);
        for (int i = 1; i <= RECORD_BYTES / 512; i++) {
            record.putShort(i * 512 - 2, record.getShort(array + 2 * i));
        }
        return record;
    }

    private static void write(Volume volume, long at, ByteBuffer record) throws IOException {
        int array = record.getShort(4);
        for (int i = 1; i <= RECORD_BYTES / 512; i++) {
            record.putShort(array + 2 * i, record.getShort(i * 512 - 2));
            record.putShort(i * 512 - 2, record.getShort(array));
        }
        for (int i = 0; i < RECORD_BYTES; i++) {
            volume.patched(at + i, record.get(i));
        }
    }
}
