package org.p2vworkbench.disks.image.qcow2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The feature name table (qcow2.txt, "Feature name table"): what the program that wrote the image calls each feature
 * bit, so that a reader which does not know the bit can still name it.
 */
record Qcow2Features(List<Name> names) {

    private static final int ENTRY_BYTES = 48;
    private static final int NAME_BYTES = 46;

    /** As qemu writes them; the reader's error for a bit of its own knowledge never needs them. */
    static final Qcow2Features STANDARD = new Qcow2Features(List.of(
            new Name(Set.INCOMPATIBLE, 0, "dirty bit"),
            new Name(Set.INCOMPATIBLE, 1, "corrupt bit"),
            new Name(Set.INCOMPATIBLE, 2, "external data file"),
            new Name(Set.INCOMPATIBLE, 3, "compression type"),
            new Name(Set.INCOMPATIBLE, 4, "extended L2 entries"),
            new Name(Set.COMPATIBLE, 0, "lazy refcounts"),
            new Name(Set.AUTOCLEAR, 0, "bitmaps"),
            new Name(Set.AUTOCLEAR, 1, "raw external data")));

    /** Which of the three bit masks of the header; the ordinal is the number on disk. */
    enum Set {
        INCOMPATIBLE,
        COMPATIBLE,
        AUTOCLEAR
    }

    /** One row of the table. */
    record Name(Set set, int bit, String text) {}

    Qcow2Features {
        names = List.copyOf(names);
    }

    /** Rows of a set nobody defined, and a row cut short at the end, are of no use and left out. */
    static Qcow2Features parse(Qcow2Extension extension) {
        ByteBuffer data = ByteBuffer.wrap(extension.data());
        List<Name> names = new ArrayList<>();
        for (int at = 0; at + ENTRY_BYTES <= data.limit(); at += ENTRY_BYTES) {
            int set = Byte.toUnsignedInt(data.get(at));
            if (set < Set.values().length) {
                names.add(new Name(Set.values()[set], Byte.toUnsignedInt(data.get(at + 1)), text(data, at + 2)));
            }
        }
        return new Qcow2Features(names);
    }

    Qcow2Extension extension() {
        ByteBuffer data = ByteBuffer.allocate(names.size() * ENTRY_BYTES);
        for (int i = 0; i < names.size(); i++) {
            Name name = names.get(i);
            byte[] text = name.text().getBytes(StandardCharsets.UTF_8);
            data.put(i * ENTRY_BYTES, (byte) name.set().ordinal());
            data.put(i * ENTRY_BYTES + 1, (byte) name.bit());
            data.put(i * ENTRY_BYTES + 2, text, 0, Math.min(text.length, NAME_BYTES));
        }
        return new Qcow2Extension(Qcow2Extension.FEATURE_NAMES, data.array());
    }

    Optional<String> nameOf(Set set, int bit) {
        return names.stream()
                .filter(name -> name.set() == set && name.bit() == bit)
                .map(Name::text)
                .findFirst();
    }

    private static String text(ByteBuffer data, int at) {
        byte[] raw = new byte[NAME_BYTES];
        data.get(at, raw);
        return new String(raw, StandardCharsets.UTF_8).replaceFirst("\0.*", "");
    }
}
