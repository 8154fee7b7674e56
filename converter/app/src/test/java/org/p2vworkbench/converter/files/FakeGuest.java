package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.p2vworkbench.fixups.appliance.GuestFiles;
import org.p2vworkbench.fixups.appliance.GuestFilesystem;
import org.p2vworkbench.fixups.appliance.GuestRoot;
import org.p2vworkbench.fixups.guest.GuestEntry;

/** A machine that exists on paper: its files by "device:path", and what was mounted of it. */
final class FakeGuest implements GuestFiles {

    static final Instant MODIFIED = Instant.parse("2009-03-14T15:09:26Z");

    final List<GuestFilesystem> filesystems = new ArrayList<>();
    final List<GuestRoot> roots = new ArrayList<>();
    final Map<String, byte[]> content = new TreeMap<>();
    final List<String> mounted = new ArrayList<>();
    byte[] tar = {};

    FakeGuest filesystem(String device, String type) {
        filesystems.add(new GuestFilesystem(device, type, "", 1 << 20));
        return this;
    }

    FakeGuest linux(String device) {
        roots.add(new GuestRoot(device, "linux", "Debian 5", new TreeMap<>(Map.of("/", device)), new TreeMap<>()));
        return this;
    }

    FakeGuest windows(String device, Map<String, String> drives) {
        roots.add(new GuestRoot(
                device, "windows", "Windows Server 2003", new TreeMap<>(Map.of("/", device)), new TreeMap<>(drives)));
        return this;
    }

    FakeGuest file(String place, byte[] bytes) {
        content.put(place, bytes);
        return this;
    }

    @Override
    public List<GuestFilesystem> filesystems() {
        return filesystems;
    }

    @Override
    public List<GuestRoot> roots() {
        return roots;
    }

    @Override
    public List<String> mount(GuestRoot root) {
        mounted.add(root.device());
        return List.of();
    }

    @Override
    public void mount(GuestFilesystem filesystem) {
        mounted.add(filesystem.device());
    }

    private String here(String path) {
        return mounted.get(mounted.size() - 1) + ":" + path;
    }

    @Override
    public Optional<String> resolve(String path) {
        boolean folder = content.keySet().stream().anyMatch(place -> place.startsWith(here(path)));
        return folder ? Optional.of(path) : Optional.empty();
    }

    @Override
    public GuestEntry entry(String path) {
        byte[] bytes = content.get(here(path));
        GuestEntry.Kind kind = bytes == null ? GuestEntry.Kind.FOLDER : GuestEntry.Kind.FILE;
        return new GuestEntry(
                path.substring(path.lastIndexOf('/') + 1),
                kind,
                bytes == null ? 0 : bytes.length,
                06777,
                MODIFIED,
                Optional.empty());
    }

    @Override
    public List<GuestEntry> list(String folder) {
        return content.keySet().stream()
                .filter(place -> place.startsWith(here(folder)))
                .map(place -> entry(place.substring(place.indexOf(':') + 1)))
                .toList();
    }

    @Override
    public void download(String file, Path to) throws IOException {
        Files.write(to, content.get(here(file)));
    }

    @Override
    public List<String> filesIn(int drive, String type, long from, long length) {
        return List.copyOf(content.keySet());
    }

    @Override
    public void tar(String folder, Path to) throws IOException {
        Files.write(to, tar);
    }

    @Override
    public void close() {
        // Nothing runs.
    }
}
