package org.p2vworkbench.disks.image.vmdk.descriptor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Structure;

/** What a descriptor says: which extents the disk is made of, in order, and which disk it builds on. */
public final class Descriptor {

    private static final long NO_PARENT = 0xffff_ffffL;

    private final DiskAddress at;
    private final Map<String, Entry> entries;
    private final List<ExtentLine> extents;
    private final Structure structure;

    Descriptor(DiskAddress at, Map<String, Entry> entries, List<ExtentLine> extents, Structure structure) {
        this.at = at;
        this.entries = Map.copyOf(entries);
        this.extents = List.copyOf(extents);
        this.structure = structure;
    }

    /** A {@code key=value} line. */
    record Entry(DiskAddress at, String value) {}

    /** The parent as the child knows it. */
    public record Parent(DiskAddress namedAt, String file, long contentId) {}

    /** Where the descriptor starts. */
    public DiskAddress at() {
        return at;
    }

    /** Whether it is one at all: extents of split disks have room for a descriptor and leave it blank. */
    public boolean saysSomething() {
        return !extents.isEmpty() || entries.containsKey("createtype") || entries.containsKey("cid");
    }

    public List<ExtentLine> extents() {
        return extents;
    }

    public Structure structure() {
        return structure;
    }

    public String createType() {
        return value("createtype").orElse("of no stated type");
    }

    /** The content identifier; changes whenever the disk is written. */
    public Optional<Long> contentId() throws DiskFormatException {
        return hex("cid");
    }

    /** The disk this one holds the differences to. */
    public Optional<Parent> parent() throws DiskFormatException {
        Optional<Long> contentId = hex("parentcid").filter(id -> id != NO_PARENT);
        Entry hint = entries.get("parentfilenamehint");
        if (contentId.isPresent() && hint != null) {
            return Optional.of(new Parent(hint.at(), hint.value(), contentId.get()));
        }
        if (contentId.isPresent()) {
            throw new DiskFormatException(
                    entries.get("parentcid").at(),
                    "has a parent with content identifier %08x and does not say which file it is"
                            .formatted(contentId.get()),
                    "Add the line parentFileNameHint=\"parent.vmdk\" to the descriptor.");
        }
        if (hint != null) {
            throw new DiskFormatException(
                    hint.at(),
                    "names the parent '%s', but its parentCID says there is none".formatted(hint.value()),
                    "Put the parent's CID there as parentCID, or delete the hint if this disk stands alone.");
        }
        return Optional.empty();
    }

    /** The file that lists blocks changed since the last backup; not part of the disk. */
    public Optional<String> changeTrackFile() {
        return value("changetrackpath");
    }

    /** Refuses a disk whose grains are encrypted: what we would read is noise. */
    public void refuseEncryption() throws DiskFormatException {
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            boolean keys = entry.getKey().contains("keysafe");
            boolean filter = entry.getKey().equals("iofilters")
                    && entry.getValue().value().contains("crypt");
            if (keys || filter) {
                throw new DiskFormatException(
                        entry.getValue().at(),
                        "the disk is encrypted by VMware",
                        "Decrypt the virtual machine where its password is known, then convert again.");
            }
        }
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    private Optional<Long> hex(String key) throws DiskFormatException {
        Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (!entry.value().matches("[0-9a-fA-F]{1,8}")) {
            throw new DiskFormatException(
                    entry.at(),
                    "%s is '%s', expected up to eight hexadecimal digits".formatted(key, entry.value()),
                    "Correct the line in the descriptor.");
        }
        return Optional.of(Long.parseLong(entry.value(), 16));
    }
}
