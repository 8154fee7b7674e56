package org.p2vworkbench.converter.wrap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.image.DiskImage;

/**
 * Filesystems as the partitions of one disk. Owns their images; closing it closes them.
 *
 * <p>The same images give the same bytes every time, identifiers too, because an interrupted copy goes on with them.
 */
public final class WrappedDisk implements DiskImage {

    private final String name;
    private final List<Place> places;
    private final long size;
    private final byte[] start;
    private final byte[] end;

    private WrappedDisk(String name, List<WrappedPart> parts) {
        this.name = name;
        this.places = Place.inOrder(parts);
        long behind = Place.aligned(places.get(places.size() - 1).end());
        UUID identity = UUID.nameUUIDFromBytes(identity(name, places).getBytes(StandardCharsets.UTF_8));
        if (MbrTable.fits(places, behind)) {
            size = behind;
            start = MbrTable.of(places, (int) identity.getLeastSignificantBits() | 1);
            end = new byte[0];
        } else {
            size = Math.addExact(behind, Place.aligned(GptTable.BACKUP_BYTES));
            GptTable table = new GptTable(places, size, identity);
            start = table.start();
            end = table.end();
        }
    }

    private static String identity(String name, List<Place> places) {
        StringBuilder identity = new StringBuilder(name);
        for (Place place : places) {
            identity.append('|')
                    .append(place.part().number())
                    .append(':')
                    .append(place.part().image().size());
        }
        return identity.toString();
    }

    /** How a file is opened; the disk closes it. */
    @FunctionalInterface
    public interface Opener {
        DiskImage open() throws IOException;
    }

    /**
     * What becomes a partition: by which number, and how it is opened.
     *
     * @param efiSystem whether it is the partition that UEFI starts from
     */
    public record Source(int number, boolean efiSystem, Opener opener) {

        public Source(int number, Opener opener) {
            this(number, false, opener);
        }
    }

    /** The highest number that a partition can have. */
    public static int mostPartitions() {
        return GptTable.MOST_PARTITIONS - 1;
    }

    /**
     * @param name of the disk, for errors
     * @param sources at least one, each with another number from 1 to {@link #mostPartitions()}
     */
    public static WrappedDisk open(String name, List<Source> sources) throws IOException {
        List<WrappedPart> parts = new ArrayList<>();
        try {
            for (Source source : sources.stream()
                    .sorted(Comparator.comparingInt(Source::number))
                    .toList()) {
                DiskImage image = source.opener().open();
                parts.add(new WrappedPart(source.number(), WrappedPart.Kind.LINUX, image));
                parts.set(parts.size() - 1, new WrappedPart(source.number(), kind(source, image), image));
            }
            return new WrappedDisk(name, parts);
        } catch (IOException | RuntimeException failure) {
            for (WrappedPart part : parts) {
                part.image().close();
            }
            throw failure;
        }
    }

    private static WrappedPart.Kind kind(Source source, DiskImage image) throws IOException {
        if (source.efiSystem()) {
            return WrappedPart.Kind.EFI_SYSTEM;
        }
        Optional<FilesystemSignature> content = FilesystemSignature.of(image);
        return content.filter(found -> found.type().equals("swap")).isPresent()
                ? WrappedPart.Kind.SWAP
                : WrappedPart.Kind.LINUX;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        long at = offset;
        int limit = into.limit();
        while (into.hasRemaining()) {
            Run run = run(at);
            int length = (int) Math.min(limit - into.position(), run.end() - at);
            into.limit(into.position() + length);
            run.read(at, into);
            into.limit(limit);
            at += length;
        }
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        Extents.Builder extents = new Extents.Builder(from);
        while (extents.end() < to) {
            Run run = run(extents.end());
            run.add(extents, Math.min(run.end(), to));
        }
        return extents.build();
    }

    /** The piece that lies at a place. */
    private Run run(long at) {
        if (at < start.length) {
            return new Table(start, 0);
        }
        if (at >= size - end.length) {
            return new Table(end, size - end.length);
        }
        long next = size - end.length;
        for (Place place : places) {
            if (at < place.start()) {
                next = place.start();
                break;
            }
            if (at < place.end()) {
                return new Content(place);
            }
        }
        return new Gap(next);
    }

    private sealed interface Run {

        long end();

        void read(long offset, ByteBuffer into) throws IOException;

        void add(Extents.Builder extents, long to) throws IOException;
    }

    private record Table(byte[] bytes, long at) implements Run {

        @Override
        public long end() {
            return at + bytes.length;
        }

        @Override
        public void read(long offset, ByteBuffer into) {
            into.put(bytes, (int) (offset - at), into.remaining());
        }

        @Override
        public void add(Extents.Builder extents, long to) {
            extents.add(to - extents.end(), Extent.Kind.DATA);
        }
    }

    private record Gap(long end) implements Run {

        @Override
        public void read(long offset, ByteBuffer into) {
            while (into.hasRemaining()) {
                into.put((byte) 0);
            }
        }

        @Override
        public void add(Extents.Builder extents, long to) {
            extents.add(to - extents.end(), Extent.Kind.ZERO);
        }
    }

    private record Content(Place place) implements Run {

        @Override
        public long end() {
            return place.end();
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            place.part().image().read(offset - place.start(), into);
        }

        @Override
        public void add(Extents.Builder extents, long to) throws IOException {
            extents.addAll(place.part()
                    .image()
                    .extents(extents.end() - place.start(), to - place.start())
                    .shifted(place.start()));
        }
    }

    @Override
    public String format() {
        return "%s in a partition table".formatted(places.get(0).part().image().format());
    }

    @Override
    public List<Structure> structures() {
        return places.stream()
                .flatMap(place -> place.part().image().structures().stream())
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (Place place : places) {
            place.part().image().close();
        }
    }
}
