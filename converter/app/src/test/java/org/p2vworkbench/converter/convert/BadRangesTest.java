package org.p2vworkbench.converter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.copy.LostRange;

class BadRangesTest {

    @TempDir
    private Path folder;

    @Test
    void rangesThatTouchOrRepeatAreOneAndThoseOfHealthyChunksAreNone() throws IOException {
        BadRanges list = new BadRanges(folder.resolve("sda.badranges"));
        list.add(new LostRange(8192, 4096, "Input/output\n error"));
        list.add(new LostRange(0, 4096, "first"));
        list.add(new LostRange(4096, 4096, "second"));
        list.add(new LostRange(8192, 4096, "again"));
        list.add(new LostRange(1 << 20, 4096, "read well by a later run"));
        list.add(new LostRange(2 << 20, 512, "the last"));

        assertThat(list.read(offset -> offset != 1 << 20))
                .containsExactly(new LostRange(0, 12288, "first"), new LostRange(2 << 20, 512, "the last"));
        list.clear();
        assertThat(list.read(offset -> true)).isEmpty();
    }
}
