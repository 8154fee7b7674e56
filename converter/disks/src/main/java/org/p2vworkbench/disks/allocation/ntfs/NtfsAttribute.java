package org.p2vworkbench.disks.allocation.ntfs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.allocation.FileRuns;

/**
 * One attribute of a file record, or the part of it that is there ("Attribute Header" in the NTFS Documentation).
 *
 * @param header its bytes, position 0 to its length, little-endian
 */
record NtfsAttribute(DiskAddress at, ByteBuffer header) {

    static final int LIST = 0x20;
    static final int DATA = 0x80;
    static final int INDEX_ROOT = 0x90;
    static final int INDEX_ALLOCATION = 0xa0;

    private static final int RESIDENT_BYTES = 24;
    private static final int NON_RESIDENT_BYTES = 64;

    boolean is(int type, String name) {
        return header.getInt(0) == type && name().equals(name);
    }

    private String name() {
        int length = 2 * (header.get(9) & 0xff);
        int from = header.getShort(10) & 0xffff;
        if (length == 0 || from + length > header.limit()) {
            return "";
        }
        byte[] name = new byte[length];
        header.get(from, name);
        return new String(name, StandardCharsets.UTF_16LE);
    }

    boolean resident() {
        return header.get(8) == 0;
    }

    byte[] value() throws DiskFormatException {
        long length = header.limit() < RESIDENT_BYTES ? Long.MAX_VALUE : header.getInt(16) & 0xffff_ffffL;
        int from = header.limit() < RESIDENT_BYTES ? 0 : header.getShort(20) & 0xffff;
        if (length > header.limit() - from) {
            throw damaged("an attribute of %d bytes holds a value of %d".formatted(header.limit(), length));
        }
        byte[] value = new byte[(int) length];
        header.get(from, value);
        return value;
    }

    long firstCluster() throws DiskFormatException {
        return resident() ? 0 : outOfLine().getLong(16);
    }

    /** Bytes of the whole attribute, as far as they were ever written; only its first part knows. */
    long size() throws DiskFormatException {
        return Math.min(outOfLine().getLong(48), outOfLine().getLong(56));
    }

    /** Adds the runs of this part: pairs of length and distance from the run before ("Data Runs"). */
    void addTo(FileRuns.Builder runs, NtfsBootSector boot) throws DiskFormatException {
        int flags = outOfLine().getShort(12);
        if ((flags & 0xffff) != 0) {
            throw damaged("a table is compressed, encrypted or sparse (flags 0x%04x)".formatted(flags & 0xffff));
        }
        if (firstCluster() < 0 || firstCluster() != runs.length() / boot.clusterBytes()) {
            throw damaged("a part starts at cluster %d, the parts before it end at %d"
                    .formatted(firstCluster(), runs.length() / boot.clusterBytes()));
        }
        int at = header.getShort(32) & 0xffff;
        long cluster = 0;
        while (at < header.limit() && header.get(at) != 0) {
            int lengthBytes = header.get(at) & 0xf;
            int distanceBytes = header.get(at) >> 4 & 0xf;
            if (lengthBytes == 0
                    || lengthBytes > 8
                    || distanceBytes == 0
                    || distanceBytes > 8
                    || at + 1 + lengthBytes + distanceBytes > header.limit()) {
                throw damaged("a run of a table has %d bytes of length and %d of distance"
                        .formatted(lengthBytes, distanceBytes));
            }
            long length = signed(at + 1, lengthBytes);
            cluster += signed(at + 1 + lengthBytes, distanceBytes);
            at += 1 + lengthBytes + distanceBytes;
            if (cluster < 0 || cluster >= boot.clusters() || length <= 0 || length > boot.clusters() - cluster) {
                throw damaged("a run of %d clusters at %d of %d".formatted(length, cluster, boot.clusters()));
            }
            runs.add(cluster * boot.clusterBytes(), length * boot.clusterBytes());
        }
        if (runs.length() / boot.clusterBytes() - 1 != header.getLong(24)) {
            throw damaged("runs end at cluster %d, not at %d"
                    .formatted(runs.length() / boot.clusterBytes() - 1, header.getLong(24)));
        }
    }

    private long signed(int at, int bytes) {
        long value = header.get(at + bytes - 1);
        for (int i = bytes - 2; i >= 0; i--) {
            value = value << 8 | header.get(at + i) & 0xff;
        }
        return value;
    }

    private ByteBuffer outOfLine() throws DiskFormatException {
        if (resident() || header.limit() < NON_RESIDENT_BYTES) {
            throw damaged("a table lies in its record, in %d bytes".formatted(header.limit()));
        }
        return header;
    }

    private DiskFormatException damaged(String what) {
        return new DiskFormatException(at, what, "Run 'chkdsk /f' on it, or copy all its blocks.");
    }
}
