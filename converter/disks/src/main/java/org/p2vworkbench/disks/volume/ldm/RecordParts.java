package org.p2vworkbench.disks.volume.ldm;

import java.io.ByteArrayOutputStream;
import java.util.TreeMap;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** The slots over which one record is spread, as they are met. */
final class RecordParts {

    private final DiskAddress at;
    private final int count;
    private final TreeMap<Integer, byte[]> parts = new TreeMap<>();

    RecordParts(DiskAddress at, int count) {
        this.at = at;
        this.count = count;
    }

    void add(int part, int of, byte[] data) throws DiskFormatException {
        if (of != count || part >= count || parts.put(part, data) != null) {
            throw damaged("part %d of %d does not go with the others".formatted(part, of));
        }
    }

    RecordCursor whole() throws DiskFormatException {
        if (parts.size() != count) {
            throw damaged("%d of its %d parts are there".formatted(parts.size(), count));
        }
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        parts.values().forEach(record::writeBytes);
        return new RecordCursor(at, record.toByteArray());
    }

    private DiskFormatException damaged(String what) {
        return new RecordCursor(at, new byte[0]).damaged(what);
    }
}
