package org.p2vworkbench.disks.volume.ldm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** Goes through one record of the database: fields follow one another, and many begin with their own length. */
final class RecordCursor {

    private final DiskAddress at;
    private final ByteBuffer bytes;

    RecordCursor(DiskAddress at, byte[] record) {
        this.at = at;
        this.bytes = ByteBuffer.wrap(record);
    }

    int u8() throws DiskFormatException {
        need(1);
        return bytes.get() & 0xff;
    }

    /** Eight bytes. */
    long size() throws DiskFormatException {
        need(8);
        return notNegative(bytes.getLong());
    }

    void skip(int count) throws DiskFormatException {
        need(count);
        bytes.position(bytes.position() + count);
    }

    /** A length in one byte, and as many bytes of a number. */
    long number() throws DiskFormatException {
        int length = u8();
        if (length > 8) {
            throw damaged("a number of %d bytes".formatted(length));
        }
        need(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes.get() & 0xff;
        }
        return notNegative(value);
    }

    /** A length in one byte, and as many characters. */
    String text() throws DiskFormatException {
        return text(u8());
    }

    /** Characters up to the first zero, in a field of a given width. */
    String text(int width) throws DiskFormatException {
        need(width);
        byte[] raw = new byte[width];
        bytes.get(raw);
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    UUID guid() throws DiskFormatException {
        need(16);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    DiskFormatException damaged(String what) {
        return new DiskFormatException(
                at,
                "a record of the LDM database (VBLK) cannot be read: " + what,
                "Every disk of the group has a copy of the database; add the others.");
    }

    private void need(int count) throws DiskFormatException {
        if (bytes.remaining() < count) {
            throw damaged(
                    "%d bytes are needed at byte %d, it ends at %d".formatted(count, bytes.position(), bytes.limit()));
        }
    }

    private long notNegative(long value) throws DiskFormatException {
        if (value < 0) {
            throw damaged("0x%016x is larger than any disk".formatted(value));
        }
        return value;
    }
}
