package org.p2vworkbench.fixups.guest;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.p2vworkbench.fixups.registry.RegistryName;
import org.p2vworkbench.fixups.registry.ValueRemoval;

/** A guest whose files lie in a folder of this host: for tests of what needs no appliance. Links stay inside. */
public final class FolderGuest implements GuestWriter {

    private final Path root;
    private final List<GuestVolume> volumes;
    private final SortedMap<String, String> mountpoints;
    private final Map<String, Path> devices = new HashMap<>();
    private final List<GuestCommand> commands = new ArrayList<>();
    private Function<GuestCommand, CommandOutcome> programs =
            command -> new CommandOutcome(CommandOutcome.Ending.SUCCESS, "");
    private long freeBytes = 1L << 30;

    public FolderGuest(Path root) {
        this(root, List.of(), new TreeMap<>(Map.of("/", "/dev/sda1")));
    }

    public FolderGuest(Path root, List<GuestVolume> volumes, SortedMap<String, String> mountpoints) {
        this.root = root;
        this.volumes = List.copyOf(volumes);
        this.mountpoints = new TreeMap<>(mountpoints);
    }

    /** Puts a file there, with the folders above it. */
    public FolderGuest with(String path, String text) throws IOException {
        Files.createDirectories(inside(path).getParent());
        Files.writeString(inside(path), text);
        return this;
    }

    public FolderGuest withDevice(String device, Path bytes) {
        devices.put(device, bytes);
        return this;
    }

    public FolderGuest withFreeBytes(long bytes) {
        freeBytes = bytes;
        return this;
    }

    /** How its programs end. */
    public FolderGuest thatRuns(Function<GuestCommand, CommandOutcome> endings) {
        programs = endings;
        return this;
    }

    /** What was run, in order. */
    public List<GuestCommand> commands() {
        return List.copyOf(commands);
    }

    private Path inside(String path) {
        return root.resolve(path.substring(1));
    }

    private Optional<Path> resolve(String path, int depth) throws IOException {
        Path at = root;
        for (String part : path.split("/")) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            at = part.equals("..") ? (at.equals(root) ? root : at.getParent()) : at.resolve(part);
            if (Files.isSymbolicLink(at)) {
                String target = Files.readSymbolicLink(at).toString();
                String absolute =
                        target.startsWith("/") ? target : "/" + root.relativize(at.getParent()) + "/" + target;
                Optional<Path> followed = depth > 20 ? Optional.empty() : resolve(absolute, depth + 1);
                if (followed.isEmpty()) {
                    return followed;
                }
                at = followed.get();
            }
        }
        return Files.exists(at, LinkOption.NOFOLLOW_LINKS) ? Optional.of(at) : Optional.empty();
    }

    @Override
    public Optional<GuestEntry> find(String path) throws IOException {
        Optional<Path> real = resolve(path, 0);
        return real.isPresent() ? Optional.of(entry(real.get())) : Optional.empty();
    }

    @Override
    public Optional<GuestEntry> look(String path) throws IOException {
        Path at = inside(path);
        return Files.exists(at, LinkOption.NOFOLLOW_LINKS) ? Optional.of(entry(at)) : Optional.empty();
    }

    private static GuestEntry entry(Path at) throws IOException {
        boolean link = Files.isSymbolicLink(at);
        GuestEntry.Kind kind = link
                ? GuestEntry.Kind.LINK
                : Files.isDirectory(at)
                        ? GuestEntry.Kind.FOLDER
                        : Files.isRegularFile(at) ? GuestEntry.Kind.FILE : GuestEntry.Kind.SPECIAL;
        int mode = link ? 0777 : (int) Files.getAttribute(at, "unix:mode") & 07777;
        return new GuestEntry(
                at.getFileName().toString(),
                kind,
                link ? 0 : Files.size(at),
                mode,
                Instant.EPOCH,
                link ? Optional.of(Files.readSymbolicLink(at).toString()) : Optional.empty());
    }

    @Override
    public List<String> names(String folder) throws IOException {
        Optional<Path> real = resolve(folder, 0);
        if (real.isEmpty() || !Files.isDirectory(real.get())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(real.get())) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public Content read(String file) throws IOException {
        return Content.of(Files.readAllBytes(resolve(file, 0).orElseThrow()));
    }

    @Override
    public byte[] readPart(String file, long offset, int length) throws IOException {
        return Arrays.copyOfRange(read(file).bytes(), (int) offset, (int) offset + length);
    }

    @Override
    public List<GuestVolume> volumes() {
        return volumes;
    }

    @Override
    public SortedMap<String, String> mountpoints() {
        return new TreeMap<>(mountpoints);
    }

    @Override
    public long freeBytes(String path) {
        return freeBytes;
    }

    @Override
    public byte[] readDevice(String device, long offset, int length) throws IOException {
        if (!devices.containsKey(device)) {
            return new byte[length];
        }
        try (RandomAccessFile file = new RandomAccessFile(devices.get(device).toFile(), "r")) {
            byte[] bytes = new byte[length];
            file.seek(offset);
            file.readFully(bytes);
            return bytes;
        }
    }

    @Override
    public void writeDevice(String device, long offset, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(devices.get(device).toFile(), "rw")) {
            file.seek(offset);
            file.write(bytes);
        }
    }

    @Override
    public void write(String file, Content content) throws IOException {
        Files.write(resolve(file, 0).orElseThrow(), content.bytes());
    }

    @Override
    public void create(String file, Content content, int mode) throws IOException {
        Files.write(inside(file), content.bytes());
        Files.setPosixFilePermissions(inside(file), PosixFilePermissions.fromString(permissions(mode)));
    }

    private static String permissions(int mode) {
        StringBuilder text = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            text.append((mode >> bit & 1) == 1 ? "rwx".charAt(2 - bit % 3) : '-');
        }
        return text.toString();
    }

    @Override
    public void createFolder(String folder, int mode) throws IOException {
        Files.createDirectories(inside(folder));
    }

    @Override
    public void link(String path, String target) throws IOException {
        Files.createSymbolicLink(inside(path), Path.of(target));
    }

    @Override
    public void remove(String path) throws IOException {
        Files.delete(inside(path));
    }

    @Override
    public CommandOutcome run(GuestCommand command) {
        commands.add(command);
        return programs.apply(command);
    }

    @Override
    public void discardSession(List<DeviceRun> journal) {
        throw new UnsupportedOperationException("a folder has no journal");
    }

    @Override
    public void setValue(String hive, String key, String name, int type, byte[] data) {
        throw new UnsupportedOperationException("a folder has no hivex");
    }

    @Override
    public void deleteKey(String hive, String key) {
        throw new UnsupportedOperationException("a folder has no hivex");
    }

    @Override
    public void removeValues(String hive, List<RegistryName> values) throws IOException {
        ValueRemoval.from(resolve(hive, 0).orElseThrow(), values);
    }

    @Override
    public void commitHives() {
        // There are none.
    }
}
