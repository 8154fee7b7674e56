package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.unpack.Unpacked;

/**
 * What {@code ntfsclone --save-image} writes (ntfs-3g 2022.10.3, ntfsprogs/ntfsclone.c, struct image_hdr).
 * Little-endian:
 *
 * <pre>
 *   0 0 "ntfsclone-image"   16 version 10.1   18 cluster bytes, 4   22 device bytes   30 clusters   38 in use
 *  46 where the commands begin, 4
 *   commands: 0 and how many clusters to leave out, 8      1 and a cluster
 * </pre>
 *
 * Which clusters are in use is known only when all was read, so all of it passes for data, zeros as they are.
 */
final class NtfscloneVolume implements SavedVolume {

    static final String MAGIC = "\0ntfsclone-image";

    private static final int HEADER_BYTES = 50;
    private static final int VERSION_AT = 16;
    private static final int MAJOR = 10;
    private static final int CLUSTER_AT = 18;
    private static final int DEVICE_AT = 22;
    private static final int COMMANDS_AT = 46;
    private static final int FARTHEST_COMMANDS = 64 << 10;

    private final long size;
    private final int clusterBytes;
    private final long commandsAt;
    private final StreamOpener opener;

    private NtfscloneVolume(long size, int clusterBytes, long commandsAt, StreamOpener opener) {
        this.size = size;
        this.clusterBytes = clusterBytes;
        this.commandsAt = commandsAt;
        this.opener = opener;
    }

    /** @param first of the file's bytes, at least its header @param mostBytes of a volume */
    static NtfscloneVolume read(byte[] first, String name, StreamOpener opener, long mostBytes) throws IOException {
        ByteBuffer fields = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
        int major = Byte.toUnsignedInt(fields.get(VERSION_AT));
        int minor = Byte.toUnsignedInt(fields.get(VERSION_AT + 1));
        long size = fields.getLong(DEVICE_AT);
        long commandsAt = Integer.toUnsignedLong(fields.getInt(COMMANDS_AT));
        if (major != MAJOR || minor == 0) {
            throw new DiskFormatException(
                    new DiskAddress(name, VERSION_AT),
                    "ntfsclone image format %d.%d; read here is 10.1".formatted(major, minor),
                    "Restore it with the ntfsclone that made it, and convert the disk.");
        }
        if (size <= 0 || commandsAt < HEADER_BYTES || commandsAt > FARTHEST_COMMANDS) {
            throw new DiskFormatException(
                    new DiskAddress(name, DEVICE_AT),
                    "a volume of %d bytes whose clusters begin at byte %d".formatted(size, commandsAt),
                    "The image is damaged; copy it again from where it came from.");
        }
        BlockShape.requireFits(name, size, mostBytes);
        int clusterBytes = BlockShape.checked(
                new DiskAddress(name, CLUSTER_AT), Integer.toUnsignedLong(fields.getInt(CLUSTER_AT)), 0);
        return new NtfscloneVolume(size, clusterBytes, commandsAt, opener);
    }

    @Override
    public String format() {
        return "ntfsclone 10.1";
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Extents extents(long from, long to) {
        return Extents.allData(from, to);
    }

    @Override
    public VolumeStream stream() throws IOException {
        Unpacked in = opener.open();
        Passed.over(in, commandsAt);
        return new Commands(in, size, clusterBytes);
    }

    @Override
    public List<String> notes() {
        return List.of("was saved by ntfsclone, which makes no checksums: damage in it cannot be seen");
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    /** Carries the commands out. Behind the last one, clusters that nothing was said of are not in use. */
    private static final class Commands implements VolumeStream {

        private static final int SKIP = 0;
        private static final int CLUSTER = 1;

        private final Unpacked in;
        private final long size;
        private final int clusterBytes;
        private final byte[] operand = new byte[Long.BYTES];
        private long position;
        private long zeros;
        private long data;

        Commands(Unpacked in, long size, int clusterBytes) {
            this.in = in;
            this.size = size;
            this.clusterBytes = clusterBytes;
        }

        @Override
        public void read(byte[] into, int from, int length) throws IOException {
            for (int at = from; at < from + length; ) {
                if (zeros == 0 && data == 0) {
                    next();
                }
                int piece = (int) Math.min(from + length - at, zeros > 0 ? zeros : data);
                if (zeros > 0) {
                    Arrays.fill(into, at, at + piece, (byte) 0);
                    zeros -= piece;
                } else {
                    in.readFully(into, at, piece);
                    data -= piece;
                }
                at += piece;
                position += piece;
            }
        }

        private void next() throws IOException {
            if (in.read(operand, 0, 1) == 0) {
                zeros = size - position;
                return;
            }
            switch (operand[0]) {
                case CLUSTER -> data = clusterBytes;
                case SKIP -> skip();
                default ->
                    throw in.damaged(
                            "command %d at byte %d of its content".formatted(operand[0], in.position() - 1), null);
            }
        }

        private void skip() throws IOException {
            in.readFully(operand, 0, operand.length);
            long clusters =
                    ByteBuffer.wrap(operand).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (clusters <= 0 || clusters > size / clusterBytes + 1) {
                throw in.damaged(
                        "%d clusters are left out at byte %d of its content, and the volume has %d bytes"
                                .formatted(clusters, in.position() - operand.length, size),
                        null);
            }
            zeros = clusters * clusterBytes;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
