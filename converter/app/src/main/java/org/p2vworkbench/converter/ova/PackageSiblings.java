package org.p2vworkbench.converter.ova;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.converter.ovf.OvfFile;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.PlacedSources;
import org.p2vworkbench.disks.image.Siblings;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.disks.image.raw.RawFile;

/**
 * The files of an OVF package as the descriptor means them: chunks joined, compressed files unpacked, names that are
 * written as URIs decoded. Below it is the folder or the tar file with the files as they lie.
 *
 * @param files by href
 * @param mostBytes how large a compressed file may become, by href
 */
record PackageSiblings(
        Siblings below, Map<String, OvfFile> files, Map<String, Long> mostBytes, Scratch scratch, HoleMap holes)
        implements Siblings {

    private static final int MOST_CHUNKS = 10_000;

    @Override
    public Sibling open(String reference, DiskAddress namedAt) throws IOException {
        Optional<OvfFile> file = Optional.ofNullable(files.get(reference));
        Sibling found = file.filter(this::isChunked).isPresent()
                ? joined(file.get(), namedAt)
                : below.open(located(reference), namedAt);
        BlockSource bytes = isPacked(reference) ? unpacked(found, reference) : found.bytes();
        return new Sibling(bytes, this, found.identity());
    }

    @Override
    public boolean has(String reference) {
        OvfFile file = files.get(reference);
        return below.has(located(reference)) || file != null && isChunked(file);
    }

    /** Whether opening {@code reference} may mean unpacking it first. */
    boolean isPacked(String reference) {
        OvfFile file = files.get(reference);
        return file != null && file.gzip() || reference.toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /** The identities of the files that hold {@code reference}, as far as they are there; nothing is unpacked. */
    Set<String> identities(String reference, DiskAddress namedAt) throws IOException {
        OvfFile file = files.get(reference);
        List<String> names = new ArrayList<>(List.of(located(reference)));
        for (int i = 0; file != null && i < MOST_CHUNKS && below.has(chunk(file, i)); i++) {
            names.add(chunk(file, i));
        }
        Set<String> identities = new HashSet<>();
        for (String name : names) {
            if (below.has(name)) {
                Sibling found = below.open(name, namedAt);
                found.bytes().close();
                identities.add(found.identity());
            }
        }
        return identities;
    }

    /** The content as it is to be read; the packed file is closed unless it turns out not to be packed. */
    private BlockSource unpacked(Sibling found, String reference) throws IOException {
        BlockSource bytes = found.bytes();
        boolean asItIs = false;
        try {
            if (!Unpacked.isGzip(bytes)) {
                asItIs = true;
                return bytes;
            }
            long most = mostBytes.getOrDefault(reference, Long.MAX_VALUE);
            Path file = scratch.file(found.identity(), reference, empty -> Unpacked.into(empty, bytes, most));
            return RawFile.open(file, holes);
        } finally {
            if (!asItIs) {
                bytes.close();
            }
        }
    }

    /** ovftool declares a chunk size for files smaller than one chunk too, and then names them with or without number. */
    private boolean isChunked(OvfFile file) {
        return file.chunkBytes().isPresent() && below.has(chunk(file, 0));
    }

    private Sibling joined(OvfFile file, DiskAddress namedAt) throws IOException {
        List<BlockSource> chunks = new ArrayList<>();
        try {
            Sibling first = below.open(chunk(file, 0), namedAt);
            chunks.add(first.bytes());
            long total = first.bytes().size();
            while (file.sizeBytes().isPresent()
                    ? total < file.sizeBytes().getAsLong()
                    : below.has(chunk(file, chunks.size()))) {
                if (chunks.size() >= MOST_CHUNKS) {
                    throw unequal(file, namedAt, "has more than %d chunks".formatted(MOST_CHUNKS));
                }
                BlockSource next =
                        below.open(chunk(file, chunks.size()), namedAt).bytes();
                chunks.add(next);
                total += next.size();
            }
            if (total != file.sizeBytes().orElse(total)) {
                throw unequal(
                        file,
                        namedAt,
                        "has %d bytes in %d chunks, the descriptor says %d"
                                .formatted(
                                        total, chunks.size(), file.sizeBytes().getAsLong()));
            }
            requireEqual(chunks);
            return new Sibling(PlacedSources.joined(file.href(), chunks), this, first.identity());
        } catch (IllegalArgumentException sizes) {
            closeAll(chunks);
            throw unequal(file, namedAt, sizes.getMessage());
        } catch (IOException | RuntimeException failure) {
            closeAll(chunks);
            throw failure;
        }
    }

    private static void closeAll(List<BlockSource> chunks) throws IOException {
        for (BlockSource chunk : chunks) {
            chunk.close();
        }
    }

    private static DiskFormatException unequal(OvfFile file, DiskAddress namedAt, String what) {
        return new DiskFormatException(
                namedAt,
                "the file '%s' in chunks: %s".formatted(file.href(), what),
                "A chunk is missing or cut short; copy the package again from where it came from.");
    }

    private String chunk(OvfFile file, int number) {
        return "%s.%09d".formatted(file.href(), number);
    }

    /** An href is a URI reference, though most writers put the name there as it is. */
    private String located(String reference) {
        if (below.has(reference) || reference.indexOf('%') < 0) {
            return reference;
        }
        try {
            return URLDecoder.decode(reference.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notAUri) {
            return reference;
        }
    }

    /** DSP0243 2.1.1, ovf:chunkSize: all chunks but the last are of one size. */
    private static void requireEqual(List<BlockSource> chunks) {
        long most = chunks.get(0).size();
        for (int i = 0; i < chunks.size(); i++) {
            long size = chunks.get(i).size();
            boolean last = i == chunks.size() - 1;
            if (last ? size > most || size == 0 && i > 0 : size != most || size == 0) {
                throw new IllegalArgumentException(chunks.get(i).name() + " has another size than the first piece");
            }
        }
    }
}
