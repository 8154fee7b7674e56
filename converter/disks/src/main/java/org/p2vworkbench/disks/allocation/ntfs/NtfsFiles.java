package org.p2vworkbench.disks.allocation.ntfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.allocation.FileRuns;

/**
 * Files of an NTFS by the number of their record. A file whose attributes do not fit into one record has a list of them
 * ("$ATTRIBUTE_LIST" in the NTFS Documentation), and so may the master file table itself: then its first part leads to
 * the records that tell of the others.
 */
final class NtfsFiles {

    private static final int LIST_ENTRY_BYTES = 26;
    /** NTFS itself stops at 256 KiB. */
    private static final long MOST_LIST_BYTES = 1 << 20;

    private final BlockSource volume;
    private final NtfsBootSector boot;
    private FileRuns mft;

    /** A part of an attribute: in which record, and from which of its clusters on. */
    private record Part(long record, long firstCluster) {}

    private NtfsFiles(BlockSource volume, NtfsBootSector boot) {
        this.volume = volume;
        this.boot = boot;
    }

    static NtfsFiles open(BlockSource volume, NtfsBootSector boot) throws IOException {
        NtfsFiles files = new NtfsFiles(volume, boot);
        NtfsRecord first = NtfsRecord.read(volume, boot.mftAt(), boot.recordBytes());
        FileRuns.Builder runs = new FileRuns.Builder(volume.name() + ": $MFT", volume);
        NtfsAttribute data = first.part(NtfsAttribute.DATA, "", 0);
        data.addTo(runs, boot);
        files.mft = runs.build(runs.length());
        Optional<NtfsAttribute> list = first.attribute(NtfsAttribute.LIST, "");
        if (list.isPresent()) {
            for (Part part : files.parts(list.get(), NtfsAttribute.DATA, "")) {
                if (part.firstCluster() != 0) {
                    files.part(0, part, NtfsAttribute.DATA, "").addTo(runs, boot);
                    files.mft = runs.build(runs.length());
                }
            }
        }
        files.mft = runs.build(data.size());
        return files;
    }

    FileRuns mft() {
        return mft;
    }

    NtfsRecord record(long number) throws IOException {
        if (number < 0 || number > mft.size() / boot.recordBytes()) {
            throw new DiskFormatException(
                    new DiskAddress(volume.name(), boot.mftAt()),
                    "file record %d is named, the master file table has %d"
                            .formatted(number, mft.size() / boot.recordBytes()),
                    "Run 'chkdsk /f' on it, or copy all its blocks.");
        }
        return NtfsRecord.read(mft, number * boot.recordBytes(), boot.recordBytes());
    }

    /** An attribute as bytes, wherever they are. */
    BlockSource attribute(long number, int type, String name) throws IOException {
        NtfsRecord record = record(number);
        Optional<NtfsAttribute> found = record.attribute(type, name);
        return found.isPresent() && found.get().resident()
                ? new MemorySource(
                        "%s: file record %d".formatted(volume.name(), number),
                        found.get().value())
                : runs(record, number, type, name);
    }

    /** An attribute that lies outside its record. */
    FileRuns runs(long number, int type, String name) throws IOException {
        return runs(record(number), number, type, name);
    }

    private FileRuns runs(NtfsRecord base, long number, int type, String name) throws IOException {
        FileRuns.Builder runs = new FileRuns.Builder("%s: file record %d".formatted(volume.name(), number), volume);
        Optional<NtfsAttribute> list = base.attribute(NtfsAttribute.LIST, "");
        if (list.isEmpty()) {
            NtfsAttribute only = base.part(type, name, 0);
            only.addTo(runs, boot);
            return runs.build(only.size());
        }
        long size = -1;
        for (Part part : parts(list.get(), type, name)) {
            NtfsAttribute found = part.record() == number
                    ? base.part(type, name, part.firstCluster())
                    : part(number, part, type, name);
            found.addTo(runs, boot);
            size = part.firstCluster() == 0 ? found.size() : size;
        }
        if (size < 0) {
            throw base.missing(type);
        }
        return runs.build(size);
    }

    private NtfsAttribute part(long number, Part part, int type, String name) throws IOException {
        NtfsRecord record = record(part.record());
        if (!record.inUse() || record.base() != number) {
            throw record.missing(type);
        }
        return record.part(type, name, part.firstCluster());
    }

    /** The entries of an attribute list that tell of one attribute, in their order. */
    private List<Part> parts(NtfsAttribute attribute, int type, String name) throws IOException {
        ByteBuffer list = ByteBuffer.wrap(listBytes(attribute)).order(ByteOrder.LITTLE_ENDIAN);
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at <= list.limit() - LIST_ENTRY_BYTES) {
            int length = list.getShort(at + 4) & 0xffff;
            int nameBytes = 2 * (list.get(at + 6) & 0xff);
            int nameAt = at + (list.get(at + 7) & 0xff);
            if (length < LIST_ENTRY_BYTES || nameBytes > 0 && nameAt + nameBytes > list.limit()) {
                throw new DiskFormatException(
                        attribute.at(),
                        "an entry of %d bytes in an attribute list".formatted(length),
                        "Run 'chkdsk /f' on it, or copy all its blocks.");
            }
            String found = new String(list.array(), nameBytes > 0 ? nameAt : 0, nameBytes, StandardCharsets.UTF_16LE);
            if (list.getInt(at) == type && found.equals(name)) {
                parts.add(new Part(list.getLong(at + 16) & NtfsRecord.REFERENCE_MASK, list.getLong(at + 8)));
            }
            at += length;
        }
        return parts;
    }

    private byte[] listBytes(NtfsAttribute attribute) throws IOException {
        if (attribute.resident()) {
            return attribute.value();
        }
        FileRuns.Builder runs = new FileRuns.Builder(volume.name() + ": attribute list", volume);
        attribute.addTo(runs, boot);
        FileRuns list = runs.build(attribute.size());
        if (list.size() > MOST_LIST_BYTES) {
            throw new DiskFormatException(
                    attribute.at(),
                    "an attribute list of %d bytes".formatted(list.size()),
                    "Run 'chkdsk /f' on it, or copy all its blocks.");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) list.size());
        list.read(0, bytes);
        return bytes.array();
    }
}
