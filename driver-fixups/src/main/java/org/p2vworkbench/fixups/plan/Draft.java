package org.p2vworkbench.fixups.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestEntry;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.guest.GuestVolume;

/**
 * A guest with the changes that were planned so far laid over it. Only whole paths that were written are known to be
 * other: a link to a planned file is followed on the disk, not here.
 */
public final class Draft implements GuestTree {

    private final GuestTree guest;
    private final Map<String, Optional<Planned>> planned = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();

    private record Planned(GuestEntry entry, Content content) {}

    public Draft(GuestTree guest) {
        this.guest = guest;
    }

    /** The draft as one fixup writes to it. */
    public Edits edits(String fixup) {
        return new Edits(fixup, this);
    }

    public RepairPlan plan() {
        return new RepairPlan(changes, findings, checks);
    }

    void add(Change change) {
        changes.add(change);
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    void add(Check check) {
        checks.add(check);
    }

    void put(String path, GuestEntry entry, Content content) {
        planned.put(path, Optional.of(new Planned(entry, content)));
    }

    void drop(String path) {
        planned.put(path, Optional.empty());
    }

    @Override
    public Optional<GuestEntry> find(String path) throws IOException {
        return planned.containsKey(path) ? planned.get(path).map(Planned::entry) : guest.find(path);
    }

    @Override
    public Optional<GuestEntry> look(String path) throws IOException {
        return planned.containsKey(path) ? planned.get(path).map(Planned::entry) : guest.look(path);
    }

    @Override
    public List<String> names(String folder) throws IOException {
        TreeSet<String> names = new TreeSet<>(guest.names(folder));
        planned.forEach((path, what) -> {
            int slash = path.lastIndexOf('/');
            if (path.substring(0, slash).equals(folder)) {
                String name = path.substring(slash + 1);
                if (what.isPresent()) {
                    names.add(name);
                } else {
                    names.remove(name);
                }
            }
        });
        return List.copyOf(names);
    }

    @Override
    public Content read(String file) throws IOException {
        Optional<Planned> known = planned.getOrDefault(file, Optional.empty());
        return known.isPresent() ? known.get().content() : guest.read(file);
    }

    @Override
    public byte[] readPart(String file, long offset, int length) throws IOException {
        Optional<Planned> known = planned.getOrDefault(file, Optional.empty());
        if (known.isEmpty()) {
            return guest.readPart(file, offset, length);
        }
        byte[] all = known.get().content().bytes();
        return Arrays.copyOfRange(all, Math.toIntExact(offset), Math.toIntExact(offset + length));
    }

    @Override
    public List<GuestVolume> volumes() throws IOException {
        return guest.volumes();
    }

    @Override
    public SortedMap<String, String> mountpoints() throws IOException {
        return guest.mountpoints();
    }

    @Override
    public long freeBytes(String path) throws IOException {
        return guest.freeBytes(path);
    }

    @Override
    public byte[] readDevice(String device, long offset, int length) throws IOException {
        return guest.readDevice(device, offset, length);
    }
}
