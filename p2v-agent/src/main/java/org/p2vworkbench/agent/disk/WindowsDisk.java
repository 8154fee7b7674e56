package org.p2vworkbench.agent.disk;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A physical disk of Windows, "\\.\PhysicalDrive0".
 *
 * <p>No {@link java.nio.file.Path} leads there: it takes the name for that of a network share. Reads must be whole
 * sectors; buffers need no alignment. Windows says neither here nor in WMI how large the disk is (the one says 0, the
 * other rounds down to cylinders of a geometry that no disk has), so {@link EndOfDisk} looks.
 */
final class WindowsDisk implements DiskBytes {

    /** Native sectors of most disks are 4096 bytes; those of the others divide it. */
    private static final int UNIT_BYTES = 4096;

    private final String name;
    private final FileChannel channel;
    private final long sizeBytes;

    private WindowsDisk(String name, FileChannel channel, long sizeBytes) {
        this.name = name;
        this.channel = channel;
        this.sizeBytes = sizeBytes;
    }

    static boolean isNameOfOne(String path) {
        return path.startsWith("\\\\.\\");
    }

    /** The channel keeps the file open; nothing else of it is needed. */
    @SuppressWarnings("resource")
    static WindowsDisk open(String name) throws IOException {
        FileChannel channel = new RandomAccessFile(new File(name), "r").getChannel();
        try {
            return new WindowsDisk(name, channel, EndOfDisk.of(channel::read, UNIT_BYTES));
        } catch (IOException unreadable) {
            channel.close();
            throw unreadable;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public int unitBytes() {
        return UNIT_BYTES;
    }

    /** The first sector of a disk that is there can nearly always be read, and no other question has an answer. */
    @Override
    public boolean present() {
        try {
            return channel.read(ByteBuffer.allocateDirect(UNIT_BYTES), 0) > 0;
        } catch (IOException noAnswer) {
            return false;
        }
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        return channel.read(into, at);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
