package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/** A few bytes of a volume, where it has them, and the ways the probes look at them. */
record Glimpse(Block block) {

    static Optional<Glimpse> littleEndian(BlockSource volume, long offset, int length) throws IOException {
        return lies(volume, offset, length)
                ? Optional.of(new Glimpse(Block.littleEndian(volume, offset, length)))
                : Optional.empty();
    }

    static Optional<Glimpse> bigEndian(BlockSource volume, long offset, int length) throws IOException {
        return lies(volume, offset, length)
                ? Optional.of(new Glimpse(Block.bigEndian(volume, offset, length)))
                : Optional.empty();
    }

    private static boolean lies(BlockSource volume, long offset, int length) {
        return offset >= 0 && offset <= volume.size() - length;
    }

    boolean says(int at, String ascii) {
        return new String(block.slice(at, ascii.length()), StandardCharsets.ISO_8859_1).equals(ascii);
    }

    int u8(int at) {
        return block.u8(at, "");
    }

    int u16(int at) {
        return block.u16(at, "");
    }

    long u32(int at) {
        return block.u32(at, "");
    }

    long bits64(int at) {
        return block.bits64(at, "");
    }

    /** Bytes of Linux are UTF-8 by custom; a label that is not shows a replacement character. */
    String utf8(int at, int length) {
        return text(at, length, StandardCharsets.UTF_8);
    }

    String utf16(int at, int length) {
        return text(at, length, StandardCharsets.UTF_16LE);
    }

    private String text(int at, int length, Charset charset) {
        String text = charset.decode(ByteBuffer.wrap(block.slice(at, length))).toString();
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).stripTrailing();
    }

    /** Sixteen bytes as a UUID; all zeros mean that none was given. */
    String uuid(int at) {
        UUID value = block.uuid(at, "");
        return value.equals(new UUID(0, 0)) ? "" : value.toString();
    }

    static boolean isPowerOfTwo(long value, long least, long most) {
        return value >= least && value <= most && Long.bitCount(value) == 1;
    }
}
