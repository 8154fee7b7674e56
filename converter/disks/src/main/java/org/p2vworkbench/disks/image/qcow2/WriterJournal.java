package org.p2vworkbench.disks.image.qcow2;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Remembers, beside a growing image, the shapes that were placed in it, in order.
 *
 * <pre>
 *   head    magic 8 | disk bytes 8 | cluster bits 4 | compression 4 | CRC-32C of these 4
 *   record  payload bytes 4 | CRC-32C of the payload 4 | payload: shapes
 *   shape   first guest cluster 8 | clusters 4 | stored 4 each
 * </pre>
 *
 * All big-endian. A record is written after the clusters it tells of are durable; a torn or damaged one ends the
 * journal, and what followed it is done again.
 */
final class WriterJournal implements Closeable {

    private static final long MAGIC = 0x5032_5651_4a52_4e31L; // "P2VQJRN1"
    private static final int HEAD_BYTES = 28;
    private static final int RECORD_HEAD_BYTES = 8;
    private static final int RECORD_MOST_BYTES = 256 << 20;

    private final FileChannel channel;
    private final byte[] head;
    private final ByteArrayOutputStream noted = new ByteArrayOutputStream();
    private final ByteArrayOutputStream marked = new ByteArrayOutputStream();

    private WriterJournal(FileChannel channel, byte[] head) {
        this.channel = channel;
        this.head = head;
    }

    static WriterJournal open(Path file, long diskBytes, Qcow2Options options) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new WriterJournal(channel, head(diskBytes, options));
    }

    private static byte[] head(long diskBytes, Qcow2Options options) {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES)
                .putLong(MAGIC)
                .putLong(diskBytes)
                .putInt(options.clusterBits())
                .putInt(options.compression().ordinal());
        return head.putInt(checksum(head.array(), HEAD_BYTES - Integer.BYTES)).array();
    }

    /** Who is told of the shapes found, in order. */
    interface Listener {
        void placed(ChunkShape shape) throws IOException;
    }

    /** Whether an earlier run left it, for the same kind of image. */
    boolean isAbout() throws IOException {
        ByteBuffer found = ByteBuffer.allocate(HEAD_BYTES);
        return fill(found, 0) && found.equals(ByteBuffer.wrap(head));
    }

    /** Reads what an earlier run noted for the same kind of image, and makes ready to go on behind it. */
    void replay(Listener listener) throws IOException {
        if (!isAbout()) {
            channel.truncate(0);
            write(0, ByteBuffer.wrap(head));
        }
        long at = HEAD_BYTES;
        for (ByteBuffer payload = record(at); payload.hasRemaining(); payload = record(at)) {
            at += RECORD_HEAD_BYTES + payload.remaining();
            while (payload.hasRemaining()) {
                listener.placed(shape(payload));
            }
        }
        channel.truncate(at);
        channel.position(at);
    }

    private static ChunkShape shape(ByteBuffer payload) {
        long first = payload.getLong();
        int[] stored = new int[payload.getInt()];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = payload.getInt();
        }
        return new ChunkShape(first, stored);
    }

    /** The payload of the record at {@code at}; empty when there is no whole one. */
    private ByteBuffer record(long at) throws IOException {
        ByteBuffer none = ByteBuffer.allocate(0);
        ByteBuffer recordHead = ByteBuffer.allocate(RECORD_HEAD_BYTES);
        if (!fill(recordHead, at)) {
            return none;
        }
        int bytes = recordHead.getInt(0);
        if (bytes <= 0 || bytes > RECORD_MOST_BYTES || bytes > channel.size() - at - RECORD_HEAD_BYTES) {
            return none;
        }
        ByteBuffer payload = ByteBuffer.allocate(bytes);
        boolean whole = fill(payload, at + RECORD_HEAD_BYTES);
        return whole && checksum(payload.array(), bytes) == recordHead.getInt(4) ? payload : none;
    }

    private boolean fill(ByteBuffer buffer, long at) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                return false;
            }
        }
        buffer.flip();
        return true;
    }

    /** Adds a shape to those of the next record. */
    void note(ChunkShape shape) throws IOException {
        DataOutputStream out = new DataOutputStream(noted);
        out.writeLong(shape.firstCluster());
        out.writeInt(shape.stored().length);
        for (int one : shape.stored()) {
            out.writeInt(one);
        }
    }

    /** Ends the list of shapes that the next {@link #commit} writes. */
    void mark() {
        marked.writeBytes(noted.toByteArray());
        noted.reset();
    }

    /** Writes the shapes up to the last mark; their clusters must be durable. */
    void commit() throws IOException {
        if (marked.size() == 0) {
            return;
        }
        byte[] shapes = marked.toByteArray();
        ByteBuffer record = ByteBuffer.allocate(RECORD_HEAD_BYTES + shapes.length)
                .putInt(shapes.length)
                .putInt(checksum(shapes, shapes.length))
                .put(shapes)
                .flip();
        while (record.hasRemaining()) {
            channel.write(record);
        }
        channel.force(false);
        marked.reset();
    }

    private void write(long at, ByteBuffer bytes) throws IOException {
        channel.write(bytes, at);
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
