package org.p2vworkbench.fixups.guest;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A guest that is asked everything once: every question to an appliance takes its time, and nobody changes the guest
 * while its repair is planned.
 */
public final class RememberedTree implements GuestTree {

    private final GuestTree guest;
    private final Map<String, Optional<GuestEntry>> found = new HashMap<>();
    private final Map<String, Optional<GuestEntry>> looked = new HashMap<>();
    private final Map<String, List<String>> names = new HashMap<>();
    private final Map<String, Content> contents = new HashMap<>();
    private Optional<List<GuestVolume>> volumes = Optional.empty();

    public RememberedTree(GuestTree guest) {
        this.guest = guest;
    }

    private interface Question<T> {
        T ask() throws IOException;
    }

    private static <T> T once(Map<String, T> answers, String path, Question<T> question) throws IOException {
        T known = answers.get(path);
        if (known == null) {
            known = question.ask();
            answers.put(path, known);
        }
        return known;
    }

    @Override
    public Optional<GuestEntry> find(String path) throws IOException {
        return once(found, path, () -> mayBe(path) ? guest.find(path) : Optional.empty());
    }

    @Override
    public Optional<GuestEntry> look(String path) throws IOException {
        return once(looked, path, () -> mayBe(path) ? guest.look(path) : Optional.empty());
    }

    /** Most of what is asked for is not there, and one list of a folder answers for all of it. Case may not matter. */
    private boolean mayBe(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        if (slash < 0 || path.equals("/")) {
            return true;
        }
        String name = path.substring(slash + 1);
        String folder = path.substring(0, Math.max(1, slash));
        return name.isEmpty() || name.startsWith(".") || names(folder).stream().anyMatch(name::equalsIgnoreCase);
    }

    @Override
    public List<String> names(String folder) throws IOException {
        return once(names, folder, () -> mayBe(folder) ? guest.names(folder) : List.of());
    }

    @Override
    public Content read(String file) throws IOException {
        return once(contents, file, () -> guest.read(file));
    }

    @Override
    public byte[] readPart(String file, long offset, int length) throws IOException {
        return guest.readPart(file, offset, length);
    }

    @Override
    public List<GuestVolume> volumes() throws IOException {
        if (volumes.isEmpty()) {
            volumes = Optional.of(guest.volumes());
        }
        return volumes.get();
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
