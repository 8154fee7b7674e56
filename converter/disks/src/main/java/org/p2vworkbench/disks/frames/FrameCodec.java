package org.p2vworkbench.disks.frames;

import java.io.IOException;
import java.util.Locale;
import java.util.function.IntFunction;

/** How frames are compressed, and what files made of them are called. */
public enum FrameCodec {
    ZSTD("zst", 1, 19, 3, ZstdFrames::new),
    GZIP("gz", 1, 9, 6, GzipFrames::new);

    private final String suffix;
    private final int lowestLevel;
    private final int highestLevel;
    private final int usualLevel;
    private final IntFunction<Compressor> compressor;

    /** Compresses one frame after the other, in one thread. */
    interface Compressor extends AutoCloseable {

        /** The room that a frame of so many plain bytes needs at worst. */
        int mostBytes(int plainBytes);

        /** Puts the frame that holds the first {@code length} bytes of {@code plain} into {@code room}. */
        int compress(byte[] plain, int length, byte[] room) throws IOException;

        @Override
        void close();
    }

    FrameCodec(String suffix, int lowestLevel, int highestLevel, int usualLevel, IntFunction<Compressor> compressor) {
        this.suffix = suffix;
        this.lowestLevel = lowestLevel;
        this.highestLevel = highestLevel;
        this.usualLevel = usualLevel;
        this.compressor = compressor;
    }

    /** The end of file names, without a dot: "zst". */
    public String suffix() {
        return suffix;
    }

    public int usualLevel() {
        return usualLevel;
    }

    public boolean hasLevel(int level) {
        return level >= lowestLevel && level <= highestLevel;
    }

    /** "1 to 19". */
    public String levels() {
        return lowestLevel + " to " + highestLevel;
    }

    /** As options and manifests have it: "zstd". */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Compressor compressor(int level) {
        return compressor.apply(level);
    }
}
