package org.p2vworkbench.disks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A header: bytes read whole from one place of a source, which remember where they came from.
 *
 * <p>Fields are read by absolute offset and by name. Reading one records it, so that parsing a header and showing its
 * fields are the same code ({@link #structure}). Narrow unsigned fields are widened; a 64-bit field whose top bit is
 * set is refused where a size or an offset is expected ({@link #size}). A read that does not fit into the source is a
 * {@link DiskFormatException}: the image is short.
 */
public final class Block {

    private final String source;
    private final long offset;
    private final ByteBuffer bytes;
    private final List<Field> fields = new ArrayList<>();

    private Block(String source, long offset, ByteBuffer bytes) {
        this.source = source;
        this.offset = offset;
        this.bytes = bytes;
    }

    public static Block littleEndian(BlockSource source, long offset, int length) throws IOException {
        return read(source, offset, length, ByteOrder.LITTLE_ENDIAN);
    }

    public static Block bigEndian(BlockSource source, long offset, int length) throws IOException {
        return read(source, offset, length, ByteOrder.BIG_ENDIAN);
    }

    private static Block read(BlockSource source, long offset, int length, ByteOrder order) throws IOException {
        if (offset < 0 || offset > source.size() - length) {
            throw new DiskFormatException(
                    new DiskAddress(source.name(), offset),
                    "%d bytes are needed here, the file ends at 0x%x".formatted(length, source.size()),
                    "The image is cut short or damaged; copy it again from where it came from.");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        source.read(offset, bytes);
        return new Block(source.name(), offset, bytes.flip().order(order));
    }

    public int length() {
        return bytes.limit();
    }

    public DiskAddress at(int at) {
        return new DiskAddress(source, offset + at);
    }

    /** The exception for a field of this block that cannot be true. */
    public DiskFormatException damaged(int at, String what, String next) {
        return new DiskFormatException(at(at), what, next);
    }

    public int u8(int at, String name) {
        int value = Byte.toUnsignedInt(bytes.get(at));
        return record(at, name, 1, value, Integer.toString(value));
    }

    public int u16(int at, String name) {
        int value = Short.toUnsignedInt(bytes.getShort(at));
        return record(at, name, 2, value, Integer.toString(value));
    }

    public long u32(int at, String name) {
        long value = Integer.toUnsignedLong(bytes.getInt(at));
        return record(at, name, 4, value, Long.toString(value));
    }

    /** Sixty-four bits as they are: flags, signatures, identifiers. */
    public long bits64(int at, String name) {
        long value = bytes.getLong(at);
        return record(at, name, 8, value, "0x%016x".formatted(value));
    }

    /** A 64-bit size, count or offset. */
    public long size(int at, String name) throws DiskFormatException {
        long value = bytes.getLong(at);
        if (value < 0) {
            throw damaged(
                    at,
                    "%s is 0x%016x, larger than any disk".formatted(name, value),
                    "The header is damaged; copy the image again from where it came from.");
        }
        return record(at, name, 8, value, Long.toString(value));
    }

    /** Text up to the first zero byte. */
    public String ascii(int at, int length, String name) {
        byte[] raw = slice(at, length);
        int end = 0;
        while (end < length && raw[end] != 0) {
            end++;
        }
        String text = new String(raw, 0, end, StandardCharsets.ISO_8859_1);
        return record(at, name, length, text, '"' + printable(text) + '"');
    }

    /** UTF-16 in this block's byte order, up to the first zero character. */
    public String utf16(int at, int length, String name) {
        StringBuilder text = new StringBuilder();
        for (int i = at; i + 1 < at + length && bytes.getShort(i) != 0; i += 2) {
            text.append(bytes.getChar(i));
        }
        return record(at, name, length, text.toString(), '"' + printable(text.toString()) + '"');
    }

    /** A UUID in the byte order of RFC 9562. */
    public UUID uuid(int at, String name) {
        ByteBuffer big = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        UUID value = new UUID(big.getLong(at), big.getLong(at + 8));
        return record(at, name, 16, value, value.toString());
    }

    /** A GUID as Microsoft stores it: the first three groups little-endian. */
    public UUID guid(int at, String name) {
        ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long high = Integer.toUnsignedLong(little.getInt(at)) << 32
                | Short.toUnsignedLong(little.getShort(at + 4)) << 16
                | Short.toUnsignedLong(little.getShort(at + 6));
        long low = little.order(ByteOrder.BIG_ENDIAN).getLong(at + 8);
        UUID value = new UUID(high, low);
        return record(at, name, 16, value, value.toString());
    }

    /** The bytes themselves, a view at position 0 in this block's byte order; the caller's to move. */
    public ByteBuffer view() {
        return bytes.duplicate().order(bytes.order());
    }

    public byte[] slice(int at, int length) {
        byte[] raw = new byte[length];
        bytes.get(at, raw);
        return raw;
    }

    /** Everything read from this block so far, for people. */
    public Structure structure(String title) {
        return new Structure(source, title, offset, fields);
    }

    private <T> T record(int at, String name, int width, T value, String shown) {
        fields.add(new Field(offset + at, width, name, shown));
        return value;
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(c -> shown.append(c >= 0x20 && c < 0x7f ? (char) c : '.'));
        return shown.toString();
    }
}
