package org.p2vworkbench.fixups.registry;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A value of a key (regf, "Key value"). What it holds is read when it is asked for. */
public final class HiveValue {

    private static final int NAME_AT = 20;
    private static final int FLAG_LATIN1_NAME = 0x0001;
    private static final long IN_PLACE = 0x8000_0000L;
    private static final int IN_PLACE_AT = 8;
    private static final int IN_PLACE_MOST = 4;
    /** More than this is spread over segments of this size (regf, "Big data"), except in hives of version 1.3. */
    private static final int SEGMENT = 16_344;

    /** The largest real ones, caches of component stores, have a few; a caller can hold one of this. */
    private static final int MOST_BYTES = 32 << 20;

    private final HiveCells cells;
    private final HiveBytes in;
    private final String key;
    private final String name;

    private HiveValue(HiveCells cells, HiveBytes in, String key, String name) {
        this.cells = cells;
        this.in = in;
        this.key = key;
        this.name = name;
    }

    /** @param key for messages */
    static HiveValue parse(HiveCells cells, long cell, String key) throws HiveFormatException {
        HiveBytes in = cells.cell(cell, "a value of " + key);
        if (!in.has("vk", 0)) {
            throw in.damaged(0, "a value of %s begins with \"vk\", found 0x%04x".formatted(key, in.u16(0, "value")));
        }
        boolean latin1 = (in.u16(16, "value flags") & FLAG_LATIN1_NAME) != 0;
        String name = HiveName.parse(in, NAME_AT, in.u16(2, "value name length"), latin1, "value name");
        return new HiveValue(cells, in, key, name);
    }

    /** Empty for the default value. */
    public String name() {
        return name;
    }

    public RegistryType type() throws HiveFormatException {
        return new RegistryType(in.u32(12, "value type"));
    }

    public RegistryData data() throws HiveFormatException {
        return RegistryData.of(type(), bytes());
    }

    /** See {@link RegistryData#string()}. */
    public Optional<String> string() throws HiveFormatException {
        return data().string();
    }

    /** See {@link RegistryData#strings()}. */
    public List<String> strings() throws HiveFormatException {
        return data().strings();
    }

    /** See {@link RegistryData#number()}. */
    public OptionalLong number() throws HiveFormatException {
        return data().number();
    }

    private byte[] bytes() throws HiveFormatException {
        long size = in.u32(4, "value size");
        if ((size & IN_PLACE) != 0) {
            long bytes = size & ~IN_PLACE;
            if (bytes > IN_PLACE_MOST) {
                throw in.damaged(4, "%s has %d bytes in the place of %d".formatted(shown(), bytes, IN_PLACE_MOST));
            }
            return in.copy(IN_PLACE_AT, bytes, shown());
        }
        if (size == 0) {
            return new byte[0];
        }
        if (size > cells.bound() || size > MOST_BYTES) {
            throw in.damaged(
                    4, "%s has %d bytes; at most %d fit".formatted(shown(), size, Math.min(cells.bound(), MOST_BYTES)));
        }
        HiveBytes data = cells.cell(in.u32(8, "value data offset"), "the data of " + shown());
        // The size alone would decide, but hives of version 1.3 and those of other writers have large cells.
        if (size > SEGMENT && size > data.length() && data.has("db", 0)) {
            return bigData(data, (int) size);
        }
        return data.copy(0, size, "the data of " + shown());
    }

    private byte[] bigData(HiveBytes big, int size) throws HiveFormatException {
        int segments = big.u16(2, "number of segments");
        if (segments != (size + SEGMENT - 1) / SEGMENT) {
            throw big.damaged(2, "%s has %d bytes in %d segments".formatted(shown(), size, segments));
        }
        HiveBytes list = cells.cell(big.u32(4, "segment list offset"), "the segment list of " + shown());
        ByteArrayOutputStream data = new ByteArrayOutputStream(size);
        for (int i = 0; i < segments; i++) {
            HiveBytes segment = cells.cell(list.u32(4L * i, "segment offset"), "a segment of " + shown());
            int bytes = Math.min(SEGMENT, size - data.size());
            data.writeBytes(segment.copy(0, bytes, "a segment of " + shown()));
        }
        return data.toByteArray();
    }

    private String shown() {
        return "value \"%s\" of %s".formatted(name, key);
    }
}
