package org.p2vworkbench.converter.recovery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.copy.DiskProgress;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.frames.FrameStream;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;

/** Writes a set as it was planned: images first, then the small files, checksums, and last the manifest of it all. */
public final class WriteSet {

    private static final int SECTOR_BYTES = 512;
    private static final int READ_BYTES = 1 << 20;
    /** What lies before the first partition and is longer than this, Clonezilla does not keep either. */
    private static final long MOST_HIDDEN_BYTES = 1L << 30;

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private final String machine;
    private final SetPlan plan;
    private final Map<String, Path> papers;
    private final Path target;
    private final SetOptions options;
    private final Clock clock;
    private final List<DiskProgress> progress;
    private final SetFolder folder;
    private final List<StoredFile> files = new ArrayList<>();
    private final List<SetManifest.Image> images = new ArrayList<>();

    /** @param papers what is copied into the set as it is, by the name it gets there */
    public WriteSet(
            String machine, SetPlan plan, Map<String, Path> papers, Path target, SetOptions options, Clock clock) {
        this.machine = machine;
        this.plan = plan;
        this.papers = papers;
        this.target = target;
        this.options = options;
        this.clock = clock;
        this.folder = new SetFolder(target);
        this.progress = plan.pieces().stream()
                .map(piece -> new DiskProgress(machine, piece.device(), piece.bytesToRead(), clock))
                .toList();
    }

    /** How far each piece is. */
    public List<DiskProgress> progress() {
        return progress;
    }

    /** Throws what would stop the run before it has written anything. */
    public void refuse() throws IOException {
        folder.refuse();
    }

    public SetManifest run() throws IOException {
        folder.begin();
        ImageWriter writer = new ImageWriter(folder.partial(), options);
        for (int i = 0; i < plan.pieces().size(); i++) {
            image(writer, plan.pieces().get(i), progress.get(i));
        }
        for (PlannedDisk disk : plan.disks()) {
            hiddenData(disk);
        }
        for (Map.Entry<String, byte[]> paper : PaperFiles.of(plan).entrySet()) {
            store(paper.getKey(), paper.getValue());
        }
        for (Map.Entry<String, Path> paper : papers.entrySet()) {
            store(paper.getKey(), Files.readAllBytes(paper.getValue()));
        }
        tags();
        files.sort(Comparator.comparing(StoredFile::name));
        store("SHA1SUMS", sums().getBytes(StandardCharsets.UTF_8));
        SetManifest manifest = manifest();
        byte[] text = (JsonText.document(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
        StoredFile stored = write(SetManifest.NAME, text);
        write(
                SetManifest.CHECKSUM_NAME,
                "%s  %s\n".formatted(stored.sha256(), stored.name()).getBytes(StandardCharsets.UTF_8));
        folder.finish();
        return manifest;
    }

    private void image(ImageWriter writer, Piece piece, DiskProgress shown) throws IOException {
        shown.start();
        ImageWriter.Written written = writer.write(piece, shown::copied);
        shown.finish();
        files.addAll(written.files());
        images.add(new SetManifest.Image(
                piece.device(),
                piece.path(),
                piece.program(),
                piece.bytes().size(),
                piece.bytesToRead(),
                piece.plainBytes(),
                written.files().stream().map(StoredFile::name).toList(),
                written.frameStoredBytes(),
                piece.wholeBecause()));
    }

    /** Boot loaders live there. Clonezilla has the like for MBR disks only, where nothing else tells of these sectors. */
    private void hiddenData(PlannedDisk disk) throws IOException {
        if (disk.table().kind() != PartitionTable.Kind.MBR) {
            return;
        }
        long end = disk.table().partitions().stream()
                .mapToLong(Partition::startBytes)
                .min()
                .orElse(0);
        if (end <= SECTOR_BYTES || end - SECTOR_BYTES >= MOST_HIDDEN_BYTES) {
            return;
        }
        String name = disk.device() + "-hidden-data-after-mbr";
        try (SetOutput out = new SetOutput(folder.partial(), name, Optional.empty())) {
            BlockSource bytes = disk.disk().bytes();
            byte[] buffer = new byte[READ_BYTES];
            for (long at = SECTOR_BYTES; at < end; at += READ_BYTES) {
                int length = (int) Math.min(READ_BYTES, end - at);
                bytes.read(at, ByteBuffer.wrap(buffer, 0, length));
                out.write(buffer, 0, length);
            }
            files.addAll(out.finish());
        }
    }

    /** What tells the folder for an image, and one image from another. */
    private void tags() throws IOException {
        String tag = "This image was saved by %s at %s.%n### Image created time: %s%n"
                .formatted(options.program(), WHEN.format(clock.instant()), WHEN.format(clock.instant()));
        byte[] bytes = tag.getBytes(StandardCharsets.UTF_8);
        store("clonezilla-img", bytes);
        store("Info-img-id.txt", "IMG_ID=%s\n".formatted(sha512(bytes)).getBytes(StandardCharsets.UTF_8));
        store(
                "Info-saved-by-cmd.txt",
                "%s recovery set\n".formatted(options.program()).getBytes(StandardCharsets.UTF_8));
    }

    private static String sha512(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-512", impossible);
        }
    }

    private String sums() {
        return files.stream()
                .map(file -> "%s  %s\n".formatted(file.sha1(), file.name()))
                .collect(Collectors.joining());
    }

    private SetManifest manifest() {
        return new SetManifest(
                SetManifest.SCHEMA_VERSION,
                options.program(),
                machine,
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                options.codec().label(),
                options.level(),
                FrameStream.PLAIN_BYTES,
                plan.disks().stream().map(WriteSet::disk).toList(),
                images,
                files,
                plan.warnings());
    }

    private static SetManifest.Disk disk(PlannedDisk planned) {
        return new SetManifest.Disk(
                planned.device(),
                planned.disk().name(),
                planned.disk().bytes().size(),
                planned.table().sectorBytes(),
                planned.table().kind().name().toLowerCase(Locale.ROOT),
                planned.disk().root(),
                planned.disk().lostBytes());
    }

    private void store(String name, byte[] bytes) throws IOException {
        files.add(write(name, bytes));
    }

    private StoredFile write(String name, byte[] bytes) throws IOException {
        try (SetOutput out = new SetOutput(folder.partial(), name, Optional.empty())) {
            out.write(bytes, 0, bytes.length);
            return out.finish().get(0);
        }
    }
}
