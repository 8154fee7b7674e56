package org.p2vworkbench.disks.image.qcow2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A header extension (qcow2.txt, "Header extensions"): a type and its data, known to us or not. */
record Qcow2Extension(int type, byte[] data) {

    static final int END = 0;
    static final int BACKING_FORMAT = 0xe279_2aca;
    static final int FEATURE_NAMES = 0x6803_f857;
    static final int DATA_FILE = 0x4441_5441;

    /** Type and length come before the data. */
    static final int HEAD_BYTES = 8;

    Qcow2Extension {
        data = data.clone();
    }

    static Qcow2Extension text(int type, String text) {
        return new Qcow2Extension(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The data of a string extension; not terminated, and nobody says in which encoding: qemu copies file names. */
    String text() {
        return new String(data, StandardCharsets.UTF_8);
    }

    /** Bytes in the header, padding included. */
    int paddedBytes() {
        return HEAD_BYTES + padded(data.length);
    }

    void write(int at, ByteBuffer header) {
        header.putInt(at, type);
        header.putInt(at + 4, data.length);
        header.put(at + HEAD_BYTES, data);
    }

    static int padded(int length) {
        return length + 7 & -8;
    }

    @Override
    public byte[] data() {
        return data.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Qcow2Extension that && type == that.type && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "Qcow2Extension[type=0x%08x, %d bytes]".formatted(type, data.length);
    }
}
