package org.p2vworkbench.fixups.registry;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A copy of a hive, to which logs are applied. */
final class RecoveredHive implements Closeable {

    private final String name;
    private final FileChannel file;

    private RecoveredHive(String name, FileChannel file) {
        this.name = name;
        this.file = file;
    }

    static RecoveredHive copyOf(Path hive, Path into) throws IOException {
        Files.copy(hive, into, StandardCopyOption.REPLACE_EXISTING);
        return new RecoveredHive(into.getFileName().toString(), FileChannel.open(into, StandardOpenOption.WRITE));
    }

    /** A hive grows with the writes to it; it is never cut, because what is behind the bins is no matter. */
    void grow(long binsBytes) throws IOException {
        long size = BaseBlock.BYTES + binsBytes;
        if (size > Integer.MAX_VALUE) {
            throw new HiveFormatException(
                    name, 0, "a log has it grow to %d bytes".formatted(size), "The log is damaged; leave it out.");
        }
        if (size > file.size()) {
            writeFully(ByteBuffer.allocate(1), size - 1);
        }
    }

    void write(List<LogPage> pages) throws IOException {
        for (LogPage page : pages) {
            writeFully(page.bytes().duplicate(), page.at());
        }
    }

    /** @param block the first sector */
    void finish(ByteBuffer block, int sequence, long binsBytes) throws IOException {
        block.order(ByteOrder.LITTLE_ENDIAN)
                .putInt(BaseBlock.PRIMARY_SEQUENCE_AT, sequence)
                .putInt(BaseBlock.SECONDARY_SEQUENCE_AT, sequence)
                .putInt(BaseBlock.FILE_TYPE_AT, BaseBlock.HIVE)
                .putInt(BaseBlock.BINS_BYTES_AT, Math.toIntExact(binsBytes));
        block.putInt(BaseBlock.CHECKSUM_AT, BaseBlock.checksum(new HiveBytes(name, block)));
        writeFully(block, 0);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void writeFully(ByteBuffer bytes, long at) throws IOException {
        long next = at;
        while (bytes.hasRemaining()) {
            next += file.write(bytes, next);
        }
    }
}
