package org.p2vworkbench.disks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadOnceTest extends BlockSourceContract {

    private static final byte[] CONTENT = new byte[3 * ReadOnce.BLOCK_BYTES + 777];

    static {
        new Random(7).nextBytes(CONTENT);
    }

    @TempDir
    private Path folder;

    private final AtomicLong fetched = new AtomicLong();
    private boolean broken;

    private final BlockSource counted = new BlockSource() {
        private final BlockSource bytes = new MemorySource("far", CONTENT);

        @Override
        public String name() {
            return bytes.name();
        }

        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            if (broken) {
                throw new IOException("the link is down");
            }
            fetched.addAndGet(into.remaining());
            bytes.read(offset, into);
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    };

    @Override
    protected BlockSource source() {
        try {
            return new ReadOnce(counted, folder.resolve("kept" + System.nanoTime()));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    protected byte[] content() {
        return CONTENT;
    }

    @Test
    void nothingIsFetchedTwice() throws IOException {
        try (BlockSource once = source()) {
            for (int i = 0; i < 3; i++) {
                ByteBuffer all = ByteBuffer.allocate(CONTENT.length);
                once.read(0, all);
                assertThat(all.array()).isEqualTo(CONTENT);
            }
        }
        assertThat(fetched).hasValue(CONTENT.length);
    }

    @Test
    void onlyTheBlocksOfARangeAreFetched() throws IOException {
        ByteBuffer two = ByteBuffer.allocate(2);
        try (BlockSource once = source()) {
            once.read(ReadOnce.BLOCK_BYTES - 1, two);
        }
        assertThat(two.array())
                .isEqualTo(Arrays.copyOfRange(CONTENT, ReadOnce.BLOCK_BYTES - 1, ReadOnce.BLOCK_BYTES + 1));
        assertThat(fetched).hasValue(2L * ReadOnce.BLOCK_BYTES);
    }

    @Test
    void whatFailedIsTriedAgain() throws IOException {
        try (BlockSource once = source()) {
            broken = true;
            assertThatThrownBy(() -> once.read(0, ByteBuffer.allocate(10))).hasMessage("the link is down");
            broken = false;
            ByteBuffer ten = ByteBuffer.allocate(10);
            once.read(0, ten);
            assertThat(ten.array()).isEqualTo(Arrays.copyOf(CONTENT, 10));
        }
    }

    @Test
    void fileIsGoneAfterwardsAndNobodyElsesIsTaken() throws IOException {
        Path file = folder.resolve("mine");
        new ReadOnce(counted, file).close();
        assertThat(file).doesNotExist();

        Files.writeString(file, "precious");
        assertThatThrownBy(() -> new ReadOnce(counted, file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("precious");
    }
}
